package arabic

import (
	"strings"
	"sync"
)

// class is what a word is to the number reader.
type class byte

const (
	other         class = iota
	digits              // a run of digits
	unit                // 1 to 9
	oneOf               // أحد, إحدى: 1 only before عشر or tens
	ten                 // عشر, عشرة
	tens                // 20 to 90
	hundred             // مئة
	hundreds            // 200 to 900 in one word
	scale               // ألف and up, by power of ten
	scaleA              // ألفا: tanwin, or a dual that lost its nun
	scaleTwo            // ألفين
	scales              // آلاف: a scale after a number, nothing alone
	ordinal             // 1 to 10
	decadeName          // ثمانينات
	fraction            // نصف, by denominator
	twoThirds           // ثلثي
	parts               // أرباع, by denominator
	soft                // says a number without being one: ثلاثي, عقد
	month               // 1 to 12; Hijri 13 to 24
	unsureMonth         // a month's name that is another word too
	monthHead           // كانون, تشرين, ربيع: by the first month it can be
	hijriTail           // the second word of ذو القعدة (1), ذو الحجة (2), ربيع الآخر (0)
	century             // قرن
	afternoon           // مساء
	hour                // ساعة
	monthWord           // شهر
	times               // عقود, قرون: by power of ten
	few                 // بضع
	inPreposition       // في
	fromWord            // من
	datePart            // عام, مطلع: what stands before a date
	shortYear           // حدود 67
	equals              // الموافق
	lion                // بئر (السبع)
	timeZone            // ت غ, بتوقيت
)

// meaning is a word's class and value.
type meaning struct {
	class class
	value int16
}

// words lists a class: a value, then its spellings.
type spellings struct {
	class class
	value int16
	words string
}

// wordTable returns the meanings by folded spelling.
var wordTable = sync.OnceValue(func() map[string]meaning {
	table := make(map[string]meaning, 512)
	for _, lists := range [][]spellings{numberWords(), monthWords(), contextWords()} {
		for _, l := range lists {
			for w := range Fields(l.words) {
				table[Fold(w)] = meaning{l.class, l.value}
			}
		}
	}
	for i, stem := range strings.Fields("ثلاث اربع خمس ست سبع ثمان تسع") {
		for _, end := range []string{"مئه", "مائه", "مية", "ميه"} {
			table[stem+Fold(end)] = meaning{hundreds, int16(i+3) * 100}
			table[stem+"ي"+Fold(end)] = meaning{hundreds, int16(i+3) * 100} // ثمانيمئة
		}
	}
	addScales(table)
	return table
})

func addScales(table map[string]meaning) {
	for _, s := range []struct {
		power        int16
		name, plural string
	}{
		{3, "الف", "الاف الوف"},
		{6, "مليون", "ملايين"},
		{9, "مليار", "مليارات"},
		{9, "بليون", "بلايين"},
		{12, "تريليون", "تريليونات"},
		{12, "ترليون", "ترليونات"},
	} {
		table[s.name] = meaning{scale, s.power}
		table[s.name+"ا"] = meaning{scaleA, s.power}
		for _, end := range []string{"ان", "ين", "ي"} {
			table[s.name+end] = meaning{scaleTwo, s.power}
		}
		for w := range Fields(s.plural) {
			table[w] = meaning{scales, s.power}
		}
	}
}

func numberWords() []spellings {
	return []spellings{
		{unit, 1, "واحد واحدة واحدا"},
		{oneOf, 1, "أحد إحدى حادي حادية حاد"},
		{unit, 2, "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي"},
		{unit, 3, "ثلاثة ثلاث ثلاثا"},
		{unit, 4, "أربعة أربع أربعا"},
		{unit, 5, "خمسة خمس خمسا"},
		{unit, 6, "ستة ست ستا"},
		{unit, 7, "سبعة سبع سبعا"},
		{unit, 8, "ثمانية ثماني ثمان ثمانيا"},
		{unit, 9, "تسعة تسع تسعا"},
		{ten, 10, "عشرة عشر"},
		{tens, 20, "عشرون عشرين"},
		{tens, 30, "ثلاثون ثلاثين"},
		{tens, 40, "أربعون أربعين"},
		{tens, 50, "خمسون خمسين"},
		{tens, 60, "ستون ستين"},
		{tens, 70, "سبعون سبعين"},
		{tens, 80, "ثمانون ثمانين"},
		{tens, 90, "تسعون تسعين"},
		{hundred, 100, "مئة مائة"},
		{hundreds, 200, "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي"},
		{ordinal, 1, "أول أولى أولا"},
		{ordinal, 2, "ثان ثاني ثانية ثانيا"},
		{ordinal, 3, "ثالث ثالثة ثالثا"},
		{ordinal, 4, "رابع رابعة رابعا"},
		{ordinal, 5, "خامس خامسة خامسا"},
		{ordinal, 6, "سادس سادسة سادسا"},
		{ordinal, 7, "سابع سابعة سابعا"},
		{ordinal, 8, "ثامن ثامنة ثامنا"},
		{ordinal, 9, "تاسع تاسعة تاسعا"},
		{ordinal, 10, "عاشر عاشرة عاشرا"},
		{decadeName, 20, "عشرينات عشرينيات"},
		{decadeName, 30, "ثلاثينات ثلاثينيات"},
		{decadeName, 40, "أربعينات أربعينيات"},
		{decadeName, 50, "خمسينات خمسينيات"},
		{decadeName, 60, "ستينات ستينيات"},
		{decadeName, 70, "سبعينات سبعينيات"},
		{decadeName, 80, "ثمانينات ثمانينيات"},
		{decadeName, 90, "تسعينات تسعينيات"},
		{fraction, 2, "نصف نصفا"},
		{fraction, 3, "ثلث"},
		{fraction, 4, "ربع ربعا"},
		{fraction, 6, "سدس"},
		{twoThirds, 0, "ثلثا ثلثي ثلثان ثلثين"},
		{parts, 3, "أثلاث"},
		{parts, 4, "أرباع"},
		{parts, 5, "أخماس"},
		{parts, 6, "أسداس"},
		{parts, 7, "أسباع"},
		{parts, 8, "أثمان"},
		{parts, 9, "أتساع"},
		{parts, 10, "أعشار"},
		{soft, 0, "صفر"},
		{soft, 2, "الاثنين مرتين مرتان ضعف ضعفي ضعفين ضعفا كلا كلتا كلاهما كليهما ثنائي ثنائية ثنائيا"},
		{soft, 3, "ثلاثي ثلاثية"},
		{soft, 4, "رباعي رباعية"},
		{soft, 5, "خماسي خماسية"},
		{soft, 6, "سداسي سداسية"},
		{soft, 7, "سباعي سباعية"},
		{soft, 10, "عقد عقدا"},
		{soft, 16, "ثمن"},
		{soft, 20, "عقدين عقدان عقدي"},
		{soft, 200, "قرنين قرنان"},
	}
}

// contextWords are what turns a number beside it into something else.
func contextWords() []spellings {
	return []spellings{
		{other, 0, "لست"}, // "I am not", not ل + six
		{century, 0, "قرن"},
		{times, 1, "عقود"},
		{times, 2, "قرون"},
		{hour, 0, "ساعة"},
		{afternoon, 0, "مساء ليلا ظهرا عصرا"},
		{monthWord, 0, "شهر شهري أشهر"},
		{few, 0, "بضع بضعة عدة مئات عشرات آحاد"},
		{inPreposition, 0, "في"},
		{fromWord, 0, "من"},
		{datePart, 0, "عام سنة منذ خلال مطلع أوائل أواخر منتصف نهاية بداية حتى قبل بعد بحلول"},
		{shortYear, 0, "حدود نكسة حرب أراضي"},
		{equals, 0, "موافق"},
		{lion, 0, "بئر"},
		{timeZone, 0, "ت توقيت غرينتش"},
	}
}
