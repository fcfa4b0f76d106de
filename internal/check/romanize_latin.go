package check

import "unicode/utf8"

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
		switch {
		case i > 0 && b[i] == b[i-1] && size == 1:
			s = 0 // doubled
		case i > 0 && b[i] == 'g' && b[i-1] == 'n':
			s |= silent // واشنطن
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
	}
	return 0, 0
}
