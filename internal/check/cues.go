package check

import (
	"strings"
	"sync"

	"mujaz/internal/arabic"
)

// cue is what a word of either language says to the checks of hedges, weekdays,
// currencies, tolls and offices.
type cue byte

const (
	noCue cue = iota
	// Weekdays in order.
	sunday
	monday
	tuesday
	wednesday
	thursday
	friday
	saturday
	// Currencies.
	dollar
	euro
	riyal
	dinar
	dirham
	rouble
	yuan
	rupee
	shekel
	pound // and lira: the Lebanese and Syrian lira are pounds in English
	franc
	crown
	peso
	// Roles of people in a toll.
	killed
	wounded
	missing
	detained
	// Offices.
	office
	former
	acting
	caretaker
	points
)

// direction is the side of a role's word on which its number stands.
type direction byte

const (
	anySide direction = iota
	before            // the number comes before it: 18 قتيلا
	after             // the number comes after it: مقتل 18
)

type cueMeaning struct {
	cue  cue
	side direction
}

// cueWord is a word of a text with a cue.
type cueWord struct {
	cueMeaning
	start, end int
}

type cueList struct {
	cue   cue
	side  direction
	words string
}

func cueTable(lists []cueList, fold func(string) string) map[string]cueMeaning {
	table := make(map[string]cueMeaning, 256)
	for _, l := range lists {
		for w := range arabic.Fields(l.words) {
			table[fold(w)] = cueMeaning{l.cue, l.side}
		}
	}
	return table
}

var (
	arabicCues  = sync.OnceValue(func() map[string]cueMeaning { return cueTable(arabicCueLists(), arabic.Fold) })
	englishCues = sync.OnceValue(func() map[string]cueMeaning { return cueTable(englishCueLists(), strings.ToLower) })
)

func arabicCueLists() []cueList {
	return []cueList{
		{sunday, anySide, "الأحد"},
		{monday, anySide, "الاثنين"},
		{tuesday, anySide, "الثلاثاء ثلاثاء"},
		{wednesday, anySide, "الأربعاء أربعاء"},
		{thursday, anySide, "الخميس"},
		{friday, anySide, "الجمعة"},
		{saturday, anySide, "السبت"},
		{dollar, anySide, "دولار دولارا دولارات دولارين دولاران"},
		{euro, anySide, "يورو"},
		{pound, anySide, "جنيه جنيها جنيهات إسترليني استرليني إسترلينيا استرلينيا"},
		{riyal, anySide, "ريال ريالا ريالات"},
		{dinar, anySide, "دينار دينارا دنانير"},
		{dirham, anySide, "درهم درهما دراهم"},
		{pound, anySide, "ليرة ليرات"},
		{rouble, anySide, "روبل روبلا روبلات"},
		{yuan, anySide, "يوان يوانا"},
		{rupee, anySide, "روبية روبيات"},
		{shekel, anySide, "شيكل شيقل شيكلا شواكل"},
		{franc, anySide, "فرنك فرنكا فرنكات"},
		{crown, anySide, "كرونة كورونة"},
		{peso, anySide, "بيزو"},
		{killed, before, "قتيلا قتيل قتلى شهيدا شهيد شهداء ضحية ضحايا"},
		{killed, after, "مقتل قتل قتلت استشهاد استشهد مصرع أودت أودى بحياة توفي ماتوا القتلى الوفيات الشهداء الضحايا قتلا"},
		{killed, anySide, "قتلوا حتفهم مصرعهم لقوا وفاة وفيات"},
		{wounded, before, "جريحا جريح جرحى مصابا مصابين مصاب"},
		{wounded, after, "إصابة جرح أصيب أصيبت الجرحى المصابين جرحت"},
		{wounded, anySide, "أصيبوا بجروح جرحوا"},
		{missing, before, "مفقودا مفقودين مفقود"},
		{missing, after, "فقدان فقد المفقودين اختفاء"},
		{detained, before, "معتقلا معتقلين معتقل أسيرا أسرى أسير موقوفا موقوفين محتجزا محتجزين سجينا سجين"},
		{detained, after, "اعتقال اعتقل اعتقلت توقيف أوقفت احتجاز احتجزت المعتقلين أسر الأسرى"},
		{office, anySide, "رئيس رئيسة وزير وزيرة ملك أمير سفير سفيرة قائد مدير مديرة محافظ حاكم نائب نائبة مستشار مستشارة سيناتور " +
			"مفوض حاكمة عمدة متحدث متحدثة أمين أمينة مدرب لاعب زعيم زعيمة"},
		{former, anySide, "السابق السابقة الأسبق السابقين"},
		{acting, anySide, "بالوكالة بالإنابة"},
		{caretaker, anySide, "تصريف"},
		{points, anySide, "مئوية مئويتين مئويتان"},
	}
}

func englishCueLists() []cueList {
	return []cueList{
		{sunday, anySide, "sunday sundays"},
		{monday, anySide, "monday mondays"},
		{tuesday, anySide, "tuesday tuesdays"},
		{wednesday, anySide, "wednesday wednesdays"},
		{thursday, anySide, "thursday thursdays"},
		{friday, anySide, "friday fridays"},
		{saturday, anySide, "saturday saturdays sabbath"},
		{dollar, anySide, "dollar dollars usd buck bucks"},
		{euro, anySide, "euro euros eur"},
		{pound, anySide, "pound pounds sterling gbp egp"},
		{riyal, anySide, "riyal riyals rial rials sr sar qar toman"},
		{dinar, anySide, "dinar dinars kwd"},
		{dirham, anySide, "dirham dirhams aed mad"},
		{pound, anySide, "lira liras lire"},
		{rouble, anySide, "ruble rubles rouble roubles"},
		{yuan, anySide, "yuan renminbi"},
		{rupee, anySide, "rupee rupees rupiah"},
		{shekel, anySide, "shekel shekels nis"},
		{franc, anySide, "franc francs"},
		{crown, anySide, "krona kronor krone kroner crown crowns koruna"},
		{peso, anySide, "peso pesos"},
		{killed, anySide, "killed dead died martyred lives slain perished die deaths"},
		{killed, before, "fatalities martyrs victims bodies"},
		{killed, after, "killing toll death kill kills claimed"},
		{wounded, anySide, "wounded injured hurt"},
		{wounded, before, "injuries casualties"},
		{wounded, after, "wounding injuring injury"},
		{missing, anySide, "missing disappeared unaccounted"},
		{detained, anySide, "detained arrested imprisoned captured held jailed arrests"},
		{detained, before, "detainees prisoners captives"},
		{detained, after, "detaining arresting arrest capturing detention"},
		{former, anySide, "former formerly ex previous previously prior past late then earlier once last ousted"},
		{acting, anySide, "acting interim deputy temporary"},
		{caretaker, anySide, "caretaker interim"},
		{points, anySide, "point points"},
	}
}

// arabicCueWords returns the words of an Arabic text that have a cue, in order.
func arabicCueWords(text string) (out []cueWord) {
	table := arabicCues()
	for w := range arabic.EachWord(text) {
		if w.Latin {
			continue
		}
		if m, _, ok := arabic.Find(table, w.Folded); ok {
			out = append(out, cueWord{m, w.Start, w.End})
		}
	}
	return out
}

// englishCueWords returns the words of an English text that have a cue, in order.
func englishCueWords(text string) (out []cueWord) {
	table := englishCues()
	var buf [16]byte
	for i := 0; i < len(text); {
		start, n := i, 0
		for ; i < len(text) && (text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z'); i++ {
			if n < len(buf) {
				buf[n] = text[i] | 0x20
			}
			n++
		}
		if n == 0 {
			i++
			continue
		}
		if m, ok := table[string(buf[:min(n, len(buf))])]; ok && n > 1 && n <= len(buf) {
			out = append(out, cueWord{m, start, i})
		}
	}
	return out
}
