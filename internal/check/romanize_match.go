package check

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
