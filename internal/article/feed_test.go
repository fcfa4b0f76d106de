package article

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func feedInput() input {
	return input{name: "a.xml", url: "https://example.org/feed", limits: DefaultLimits}
}

// entries decodes a feed to its articles, without their hashes, and its errors.
func entries(t *testing.T, data []byte, in input) ([]*Article, []*Error) {
	t.Helper()
	var articles []*Article
	var faults []*Error
	for a, err := range decodeFeed(data, in) {
		var e *Error
		switch {
		case err == nil:
			if len(a.SHA256) != 64 {
				t.Errorf("hash %q", a.SHA256)
			}
			a.SHA256 = ""
			articles = append(articles, a)
		case errors.As(err, &e):
			faults = append(faults, e)
		default:
			t.Errorf("%v is no *Error", err)
		}
	}
	return articles, faults
}

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>صحيفة &amp; المثال</title><link>https://example.org/</link>
<item><title>خبر أول</title><link>https://example.org/1</link><guid>id-1</guid><pubDate>Wed, 01 May 2024 10:00:00 +0300</pubDate>
<dc:creator>ليلى أحمد</dc:creator><description>موجز</description>
<content:encoded><![CDATA[<h2>خبر أول</h2><p>فقرة <b>أولى</b></p><ul><li>بند</li></ul>]]></content:encoded></item>
<item><title><![CDATA[خبر <i>ثان</i>]]></title><link>/2</link><pubDate>أمس</pubDate><description>سطر
&lt;وسطر&gt; &amp;amp; آخر</description></item>
</channel></rss>`

func TestDecodeFeed(t *testing.T) {
	rssWant := []*Article{
		{
			Name: "a.xml#1", ID: "id-1", Title: "خبر أول", Format: Feed,
			Meta:   Meta{URL: "https://example.org/1", Site: "صحيفة & المثال", Author: "ليلى أحمد", Published: "2024-05-01T07:00:00Z"},
			Blocks: []Block{{Text: "فقرة أولى"}, {Kind: ListItem, Level: 1, Prefix: "- ", Text: "بند"}},
		},
		{
			Name: "a.xml#2", Title: "خبر ثان", Format: Feed,
			Meta:   Meta{URL: "https://example.org/2", Site: "صحيفة & المثال", Published: "أمس"},
			Blocks: []Block{{Text: "سطر <وسطر> & آخر"}},
		},
	}
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>موقع</title><entry><id>urn:1</id><title type="html">خبر</title>
<link href="1.html"/><updated>2024-05-01T10:00:00Z</updated><author><name>أحمد</name></author>
<content type="html">&lt;p&gt;فقرة&lt;/p&gt;&lt;p&gt;ثانية&lt;/p&gt;</content></entry></feed>`
	json := `{"version":"https://jsonfeed.org/version/1.1","title":"موقع","items":[{"id":"7","url":"https://example.org/7","title":"خبر",
"content_text":"فقرة\n\nثانية","date_published":"2024-05-01T10:00:00Z","authors":[{"name":"أحمد"}]}]}`
	page, _ := encoded(t, charmap.Windows1256, strings.Replace(rss, "UTF-8", "windows-1256", 1))
	wide, _ := encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), strings.Replace(rss, "UTF-8", "UTF-16", 1))
	two := []Block{{Text: "فقرة"}, {Text: "ثانية"}}
	for name, tt := range map[string]struct {
		data string
		want []*Article
	}{
		"RSS":                 {rss, rssWant},
		"RSS in windows-1256": {string(page), rssWant},
		"RSS in UTF-16":       {string(wide), rssWant},
		"Atom": {atom, []*Article{{
			Name: "a.xml#1", ID: "urn:1", Title: "خبر", Format: Feed, Blocks: two,
			Meta: Meta{URL: "https://example.org/1.html", Site: "موقع", Author: "أحمد", Published: "2024-05-01T10:00:00Z"},
		}}},
		"JSON Feed": {json, []*Article{{
			Name: "a.xml#1", ID: "7", Title: "خبر", Format: Feed, Blocks: two,
			Meta: Meta{URL: "https://example.org/7", Site: "موقع", Author: "أحمد", Published: "2024-05-01T10:00:00Z"},
		}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, faults := entries(t, []byte(tt.data), feedInput())
			if diff := cmp.Diff(tt.want, got); diff != "" || len(faults) > 0 {
				t.Errorf("errors %v, articles (-want +got):\n%s", faults, diff)
			}
		})
	}
}

func TestFeedLimit(t *testing.T) {
	in := feedInput()
	in.limits.Entries = 1
	articles, faults := entries(t, []byte(rss), in)
	if len(articles) != 1 || len(faults) != 1 || faults[0].Code != TooLarge {
		t.Errorf("articles %v, errors %v", articles, faults)
	}
}

func TestBadFeeds(t *testing.T) {
	entities := `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "أأأأأأأأأأ">`
	for i := range 9 {
		entities += fmt.Sprintf(`<!ENTITY a%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&a%d;", i), 10))
	}
	for _, tt := range []struct {
		name, source string
		code         Code // of the only error; "" for articles, at most a kilobyte each
	}{
		{"no feed", "<html></html>", Unreadable},
		{"empty", "", Unreadable},
		{"no entries", `<rss version="2.0"><channel><title>x</title></channel></rss>`, Empty},
		{"deep", "<rss><channel>" + strings.Repeat("<x:a>", 1_000_000), TooLarge},
		{"deep JSON", `{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 1_000_000), Unreadable},
		{"deep content", "<rss><channel><item><description><![CDATA[" + strings.Repeat("<div>", 1000) + "]]></description></item></channel></rss>", TooLarge},
		{"entities", entities + "]><rss><channel><item><title>خبر</title><description>&a9;</description></item></channel></rss>", ""},
		{"cut", rss[:len(rss)-100], Unreadable},
	} {
		t.Run(tt.name, func(t *testing.T) {
			articles, faults := entries(t, []byte(tt.source), feedInput())
			if tt.code != "" && (len(faults) != 1 || faults[0].Code != tt.code || len(articles) > 0) {
				t.Errorf("articles %v, errors %v, want one %s", articles, faults, tt.code)
			}
			for _, a := range articles {
				if text := a.allText(); len(text) > 1024 {
					t.Errorf("text of %d bytes", len(text))
				}
			}
		})
	}
}

func FuzzDecodeFeed(f *testing.F) {
	f.Add([]byte(rss))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><content type="xhtml"><div>y</div></content></entry></feed>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"content_html":"<p>x"}]}`))
	f.Add([]byte("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><item><title>\xc7\xe1</title></item></rdf:RDF>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for a, err := range decodeFeed(data, feedInput()) {
			var e *Error
			if (a == nil) == (err == nil) || err != nil && !errors.As(err, &e) {
				t.Fatalf("article %v, error %v", a, err)
			}
		}
	})
}

func BenchmarkDecodeFeed(b *testing.B) {
	item := "<item><title>خبر</title><description><![CDATA[" + strings.Repeat("<p>"+longText+"</p>", 10) + "]]></description></item>"
	data := []byte(`<rss version="2.0"><channel><title>x</title>` + strings.Repeat(item, 50) + "</channel></rss>")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		for _, err := range decodeFeed(data, feedInput()) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
