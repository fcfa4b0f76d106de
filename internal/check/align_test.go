package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// shortArticle is a source with its translation, written for this test.
var shortArticle = [][2]string{
	{"اجتماع في جنيف", "Meeting in Geneva"},
	{"وصل وزير الخارجية إلى جنيف مساء الخميس على رأس وفد من 12 خبيرا.", "The foreign minister arrived in Geneva on Thursday evening at the head of a delegation of 12 experts."},
	{"وقال المتحدث إن المحادثات ستستمر ثلاثة أيام وتتناول ملف المياه والحدود بين البلدين، وإن اللجنة ستنشر بيانا مشتركا.", "The spokesman said that the talks would last three days and deal with water and the borders between the two countries, and that the committee would publish a joint statement."},
	{"هل تنجح الوساطة هذه المرة؟", "Will the mediation succeed this time?"},
	{"وكانت الجولة السابقة قد انتهت في 2019 من دون اتفاق، بحسب وكالة Reuters.", "The previous round ended in 2019 without an agreement, according to Reuters."},
}

func column(k int) []string {
	var texts []string
	for _, pair := range shortArticle {
		texts = append(texts, pair[k])
	}
	return texts
}

func TestAlign(t *testing.T) {
	source, answer := column(0), column(1)
	for name, c := range map[string]struct {
		answer []string
		want   string
	}{
		"one to one": {answer, "0=0 1=1 2=2 3=3 4=4"},
		"missing":    {slices.Delete(slices.Clone(answer), 2, 3), "0=0 1=1 2= 3=2 4=3"},
		"joined":     {[]string{answer[0], answer[1], answer[2] + " " + answer[3], answer[4]}, "0=0 1=1 2,3=2 4=3"},
		"added": {
			slices.Insert(slices.Clone(answer), 3, "Follow us on Facebook and Twitter for 24 hours of news and 7 daily letters."),
			"0=0 1=1 2=2 =3 3=4 4=5",
		},
		"split":   {slices.Concat(answer[:2], []string{answer[2][:91], answer[2][91:]}, answer[3:]), "0=0 1=1 2=2,3 3=4 4=5"},
		"Arabic":  {[]string{source[0], source[2], source[3], source[4]}, "0=0 1= 2=1 3=2 4=3"},
		"nothing": {nil, "0= 1= 2= 3= 4="},
	} {
		if got := written(Align(source, c.answer)); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// written writes matches as "source units=answer units".
func written(matches []Match) string {
	var parts []string
	for _, m := range matches {
		part := fmt.Sprintf("%v=%v", m.Source, m.Answer)
		parts = append(parts, strings.NewReplacer("[", "", "]", "", " ", ",").Replace(part))
	}
	return strings.Join(parts, " ")
}

// FuzzAlign holds that every unit is in exactly one match, in order.
func FuzzAlign(f *testing.F) {
	f.Add(strings.Join(column(0), "\n"), strings.Join(column(1), "\n"))
	f.Add("", "a\nb\n\nc")
	f.Add("أ\n\n\xff", "")
	f.Fuzz(func(t *testing.T, source, answer string) {
		sources, answers := strings.SplitN(source, "\n", 40), strings.SplitN(answer, "\n", 80)
		i, j := 0, 0
		for _, m := range Align(sources, answers) {
			if len(m.Source)+len(m.Answer) == 0 {
				t.Fatal("an empty match")
			}
			for _, n := range m.Source {
				if n != i {
					t.Fatalf("source unit %d where %d is due", n, i)
				}
				i++
			}
			for _, n := range m.Answer {
				if n != j {
					t.Fatalf("answer unit %d where %d is due", n, j)
				}
				j++
			}
		}
		if i != len(sources) || j != len(answers) {
			t.Fatalf("%d and %d units of %d and %d", i, j, len(sources), len(answers))
		}
	})
}

func BenchmarkAlign1000(b *testing.B) {
	var source, answer []string
	for i := range 1000 {
		mark := fmt.Sprintf(" %d", i*37%1000)
		source, answer = append(source, shortArticle[i%5][0]+mark), append(answer, shortArticle[i%5][1]+mark)
	}
	for b.Loop() {
		Align(source, answer)
	}
}

func TestAlignMoved(t *testing.T) {
	source, answer := column(0), column(1)
	for name, c := range map[string]struct {
		order []int
		want  string
	}{
		"in order":             {[]int{0, 1, 2, 3, 4}, "0=0 1=1 2=2 3=3 4=4"},
		"two neighbours":       {[]int{0, 1, 3, 2, 4}, "0=0 1=1 2=3 3=2 4=4"},
		"alike in length":      {[]int{0, 4, 2, 3, 1}, "0=0 1=4 2=2 3=3 4=1"},
		"moved to the end":     {[]int{0, 2, 3, 4, 1}, "0=0 1=4 2=1 3=2 4=3"},
		"moved to the front":   {[]int{0, 4, 1, 2, 3}, "0=0 1=2 2=3 3=4 4=1"},
		"moved, and one lacks": {[]int{0, 4, 1, 3}, "0=0 1=2 2= 3=3 4=1"},
	} {
		var moved []string
		for _, i := range c.order {
			moved = append(moved, answer[i])
		}
		if got := written(AlignMoved(source, moved)); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}
