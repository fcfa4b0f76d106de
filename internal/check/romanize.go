package check

import "unicode/utf8"

// sound is a consonant as a set of what it may stand for in the other script, so
// that two letters agree where their sets meet.
type sound uint16

const (
	soundB sound = 1 << iota
	soundF
	soundT
	soundD
	soundS
	soundZ
	soundSh
	soundK
	soundG
	soundJ
	soundL
	soundM
	soundN
	soundR
	silent // may be left out in the other script
)

// maxSounds bounds a consonant skeleton; a longer name is compared by its front.
const maxSounds = 14

// consonants is the consonant skeleton of a name. Vowels, و ي ع ح ه and the
// Latin h w y are left out: each spelling has its own. Two skeletons that agree
// element by element can be one name.
type consonants struct {
	n      int
	sounds [maxSounds]sound
	long   bool // cut at maxSounds
}

func (c *consonants) add(s sound) {
	if c.n == maxSounds {
		c.long = true
		return
	}
	c.sounds[c.n] = s
	c.n++
}

// joined returns the skeleton of two words written as one.
func (c consonants) joined(d *consonants) consonants {
	for _, s := range d.sounds[:d.n] {
		c.add(s)
	}
	return c
}

// arabicSound returns what a letter can be written with in Latin letters, 0 for
// letters that are vowels or have no Latin letter of their own.
func arabicSound(r rune) sound {
	switch r {
	case 'ب', 'پ':
		return soundB
	case 'ت', 'ط':
		return soundT
	case 'ث':
		return soundT | soundS
	case 'ج':
		return soundJ | soundG | soundSh
	case 'چ', 'ش':
		return soundSh
	case 'خ':
		return soundK
	case 'د':
		return soundD
	case 'ذ', 'ض', 'ظ':
		return soundD | soundZ
	case 'ر':
		return soundR
	case 'ز', 'ژ':
		return soundZ
	case 'س', 'ص':
		return soundS
	case 'غ', 'گ':
		return soundG
	case 'ف', 'ڤ':
		return soundF
	case 'ق':
		return soundK | soundG
	case 'ك', 'ک':
		return soundK
	case 'ل':
		return soundL
	case 'م':
		return soundM
	case 'ن':
		return soundN
	}
	return 0
}

// arabicConsonants returns the skeleton of an Arabic word.
func arabicConsonants(word string) (c consonants) {
	var last rune
	for _, r := range word {
		s := arabicSound(r)
		switch {
		case r == 'ش' && last == 'ت' && c.n > 0: // تش is ch
			c.sounds[c.n-1] = soundSh | soundK
		case s == 0:
		default:
			c.add(s)
		}
		if s != 0 || r >= 'ء' && r <= 'ي' {
			last = r
		}
	}
	return c
}

// latinConsonants returns the skeleton of a word in Latin letters.
func latinConsonants(word string) (c consonants) {
	var b [48]byte
	n := 0
	for _, r := range word {
		if n == len(b) {
			break
		}
		if r = plainLetter(r); r != 0 {
			b[n] = byte(r)
			n++
		}
	}
	for i := 0; i < n; {
		s, size := latinSound(b[i:n], i)
		if i > 0 && b[i] == b[i-1] && size == 1 {
			s = 0 // doubled
		}
		if s != 0 {
			c.add(s)
		}
		if b[i] == 'x' && i > 0 {
			c.add(soundS | soundZ)
		}
		i += size
	}
	return c
}

// plainLetter returns a Latin letter in lower case without its accent, 0 for what
// is none.
func plainLetter(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if r |= 0x20; r >= 'a' && r <= 'z' {
			return r
		}
		return 0
	case r >= 'à' && r <= 'æ' || r >= 'À' && r <= 'Æ' || r == 'ā' || r == 'ă' || r == 'ą':
		return 'a'
	case r == 'ç' || r == 'Ç' || r == 'č' || r == 'Č':
		return 's'
	case r == 'ñ' || r == 'Ñ' || r == 'ń':
		return 'n'
	case r == 'š' || r == 'Š' || r == 'ş' || r == 'Ş' || r == 'ś':
		return 's'
	case r == 'ž' || r == 'Ž' || r == 'ź' || r == 'ż':
		return 'z'
	case r == 'ğ' || r == 'Ğ':
		return 'g'
	case r == 'ł' || r == 'Ł':
		return 'l'
	case r == 'ř':
		return 'r'
	}
	return 'e' // the others are vowels
}

// latinSound returns the sound at the front of b, which is at position i of its
// word, and how many letters it takes.
func latinSound(b []byte, i int) (sound, int) {
	if len(b) > 1 {
		if s, size := digraph(b, i); size > 0 {
			return s, size
		}
	}
	switch b[0] {
	case 'b', 'p':
		return soundB, 1
	case 'f':
		return soundF, 1
	case 'v':
		return soundF | soundB | silent, 1
	case 't':
		return soundT, 1
	case 'd':
		return soundD, 1
	case 's':
		return soundS | soundZ | soundSh, 1
	case 'z':
		return soundZ | soundS, 1
	case 'c':
		return soundK | soundS | soundSh, 1
	case 'k', 'q':
		return soundK | soundG, 1
	case 'x':
		if i == 0 {
			return soundZ | soundS | soundSh, 1
		}
		return soundK, 1
	case 'g':
		return soundG | soundJ | soundK, 1
	case 'j':
		return soundJ | soundG | soundZ | soundK | silent, 1
	case 'l':
		return soundL, 1
	case 'm':
		return soundM, 1
	case 'n':
		return soundN, 1
	case 'r':
		return soundR, 1
	}
	return 0, 1
}

// digraph reads the letters that are one sound together.
func digraph(b []byte, i int) (sound, int) {
	switch string(b[:2]) {
	case "sh":
		return soundSh, 2
	case "ch":
		if len(b) > 2 && b[0] == 's' {
			return soundSh, 3
		}
		return soundSh | soundK | soundJ, 2
	case "tc":
		if len(b) > 2 && b[2] == 'h' {
			return soundSh, 3
		}
	case "kh":
		return soundK, 2
	case "gh":
		return soundG | silent, 2
	case "dh":
		return soundD | soundZ, 2
	case "th":
		return soundT | soundD | soundS | soundZ, 2
	case "ph":
		return soundF, 2
	case "ck":
		return soundK, 2
	case "zh":
		return soundJ | soundSh | soundZ, 2
	case "ts", "tz":
		return soundS | soundZ | soundT, 2
	case "sc":
		if len(b) > 2 && b[2] == 'h' {
			return soundSh, 3
		}
	case "ng":
		if len(b) == 2 || i > 0 && !isVowel(b[2]) {
			return soundN, 1 // its g comes next
		}
	}
	return 0, 0
}

func isVowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'
}

// editDistance returns the edits between two skeletons, or most+1 where they are
// more.
func editDistance(a, b []sound, most int) int {
	for len(a) > 0 && len(b) > 0 && a[0]&b[0]&^silent != 0 {
		a, b = a[1:], b[1:]
	}
	switch {
	case len(a) == 0 && len(b) == 0:
		return 0
	case len(a) == 0:
		return leftOver(b, most)
	case len(b) == 0:
		return leftOver(a, most)
	}
	best := most + 1
	if a[0]&silent != 0 {
		best = min(best, editDistance(a[1:], b, most))
	}
	if b[0]&silent != 0 {
		best = min(best, editDistance(a, b[1:], most))
	}
	if most > 0 {
		best = min(best, 1+editDistance(a[1:], b[1:], most-1), 1+editDistance(a[1:], b, most-1), 1+editDistance(a, b[1:], most-1))
	}
	return best
}

func leftOver(rest []sound, most int) int {
	n := 0
	for _, s := range rest {
		if s&silent == 0 {
			n++
		}
	}
	return min(n, most+1)
}

// arabicName is an Arabic word's skeleton with where its name may begin.
type arabicName struct {
	full  consonants
	skips [4]int8 // sounds that may be clitics
	n     int8
}

// newArabicName reads a word that may carry و ف ب ل ك and ال before its name.
func newArabicName(word string) arabicName {
	a := arabicName{full: arabicConsonants(word), n: 1}
	var dropped int8
	may := func(prefix string, sounds int8) bool {
		if len(word) <= len(prefix)+4 || word[:len(prefix)] != prefix {
			return false
		}
		word = word[len(prefix):]
		if dropped += sounds; sounds > 0 {
			a.skips[a.n] = dropped
			a.n++
		}
		return true
	}
	if !may("و", 0) {
		may("ف", 1)
	}
	if may("لل", 2) {
		return a
	}
	if may("ب", 1) || may("ل", 1) || may("ك", 1) {
		may("ال", 1)
	} else {
		may("ال", 1)
	}
	return a
}

// leastSounds is how many consonants a name needs to be told by them.
const leastSounds = 2

// is tells whether a Latin word can be the name: their skeletons agree, but for
// one sound in long names and for an English ending. Names of fewer than two
// consonants never agree.
func (a *arabicName) is(name *consonants) bool {
	for _, skip := range a.skips[:a.n] {
		n := a.full.n - int(skip)
		if n < leastSounds || n > name.n+2 || name.n > n+3 {
			continue
		}
		if agree(a.full.sounds[skip:a.full.n], name.sounds[:name.n]) {
			return true
		}
	}
	return false
}

// nameEndings are what English adds to a name: Iranian, Lebanese, Turkish, the
// Houthis.
const nameEndings = soundN | soundS | soundZ | soundSh | soundT

// longName is from how many consonants on one may differ.
const longName = 5

func agree(a, b []sound) bool {
	most := 0
	if min(len(a), len(b)) >= longName {
		most = 1
	}
	if editDistance(a, b, most) <= most {
		return true
	}
	last := len(b) - 1
	return last >= leastSounds && len(b) > len(a) && b[last]&nameEndings != 0 && editDistance(a, b[:last], most) <= most
}
