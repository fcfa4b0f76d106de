package check

import (
	"strings"
	"testing"

	"mujaz/internal/arabic"
)

func TestEnglishNumbers(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"twenty-five of one hundred and five", "25 105"},
		{"between three thousand and five thousand", "3000 5000"},
		{"$2.5bn, $3m and 5 m", "2,500,000,000 3,000,000 5"},
		{"a million and a half", "1,500,000"},
		{"one and a half million", "1,500,000"},
		{"half a million", "500,000"},
		{"dozens, hundreds of thousands, several thousand", ""},
		{"two-thirds, one-third", "2/3 1/3"},
		{"the 19th and the twenty-first century", "19 21 ~100"},
		{"the 1980s", "1980"},
		{"nineteen sixty-seven", "1967"},
		{"May 5 and in March", "May 5 March"},
		{"He may march", ""},
		{"Oct. 7, 2023", "October 7 2023"},
		{"both of the first", "~2 ~1"},
		{"H1N1 and G20", "~1 ~1 ~20"},
		{"King Mohammed VI", "~6"},
		{"10 percent", "10%"},
		{"1,234.5 and 18-20", "1234.5 18 20"},
		{"1730 GMT", "17 30"},
		{"3½", "3.5"},
		{"no one, I said", "~1"},
	} {
		var got []string
		for _, n := range EnglishNumbers(c.text) {
			s := label(&n)
			if n.Soft {
				s = "~" + s
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.text, s, c.want)
		}
	}
}

func TestEnglishReadings(t *testing.T) {
	for text, want := range map[string]arabic.Value{
		"10 p.m.": decimal(22), "the 80s": decimal(1980), "a third": arabic.Ratio(1, 3),
		"three decades": decimal(30), "3 to 4 million": decimal(3000000), "the 2019-20 season": decimal(2019),
	} {
		if n := EnglishNumbers(text); len(n) == 0 || !n[0].Is(want) {
			t.Errorf("%s: %v, want a reading as %v", text, n, want)
		}
	}
}
