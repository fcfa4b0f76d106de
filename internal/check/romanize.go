package check

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
