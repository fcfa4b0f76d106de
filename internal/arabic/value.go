package arabic

import (
	"math"
	"strconv"
	"strings"
)

// Value is a number in one canonical form, so that == compares values: it is
// Num × 10^Exp / Den, Num without trailing zeros and Den 0 where it would be 1.
type Value struct {
	Num int64
	Exp int
	Den int64
}

// Decimal returns num × 10^exp.
func Decimal(num int64, exp int) Value {
	if num == 0 {
		return Value{}
	}
	for num%10 == 0 {
		num, exp = num/10, exp+1
	}
	return Value{Num: num, Exp: exp}
}

// Ratio returns num / den for small positive numbers.
func Ratio(num, den int64) Value {
	exp := 0
	for range 4 { // 1/2, 3/4, 2/5, 1/8 are decimals
		if num%den == 0 {
			break
		}
		if (num*10)%den == 0 || den%2 == 0 || den%5 == 0 {
			num, exp = num*10, exp-1
		}
	}
	if num%den == 0 {
		return Decimal(num/den, exp)
	}
	v := Decimal(num, exp)
	for _, p := range []int64{2, 3, 5, 7} {
		for v.Num%p == 0 && den%p == 0 {
			v.Num, den = v.Num/p, den/p
		}
	}
	v.Den = den
	return v
}

// Shift returns v × 10^exp.
func (v Value) Shift(exp int) Value {
	if v.Num != 0 {
		v.Exp += exp
	}
	return v
}

// Plus returns v + w. A sum beyond 18 digits is v.
func (v Value) Plus(w Value) Value {
	if v.Num == 0 {
		return w
	}
	if w.Num == 0 {
		return v
	}
	exp := min(v.Exp, w.Exp)
	a, okA := raise(v.Num*max(w.Den, 1), v.Exp-exp)
	b, okB := raise(w.Num*max(v.Den, 1), w.Exp-exp)
	if !okA || !okB {
		return v
	}
	den := max(v.Den, 1) * max(w.Den, 1)
	if den == 1 {
		return Decimal(a+b, exp)
	}
	return Ratio(a+b, den).Shift(exp)
}

func raise(n int64, exp int) (int64, bool) {
	for range exp {
		if n > math.MaxInt64/100 {
			return 0, false
		}
		n *= 10
	}
	return n, true
}

// Float returns v as a float64.
func (v Value) Float() float64 {
	return float64(v.Num) * math.Pow10(v.Exp) / float64(max(v.Den, 1))
}

// Int returns v where it is a whole number below 10^9, else -1.
func (v Value) Int() int64 {
	if v.Exp < 0 || v.Exp > 9 || v.Den > 1 {
		return -1
	}
	n, ok := raise(v.Num, v.Exp)
	if !ok || n >= 1e9 {
		return -1
	}
	return n
}

// String writes v in digits: "18", "3.5", "1,200,000" (grouped from five digits
// on, so that a year stays one), "2/3".
func (v Value) String() string {
	s := strconv.FormatInt(v.Num, 10)
	if v.Exp > 0 {
		s += strings.Repeat("0", min(v.Exp, 30))
	}
	fraction := ""
	if v.Exp < 0 {
		if pad := -v.Exp - len(s) + 1; pad > 0 {
			s = strings.Repeat("0", min(pad, 30)) + s
		}
		cut := max(len(s)+v.Exp, 1)
		s, fraction = s[:cut], "."+s[cut:]
	}
	s = group(s) + fraction
	if v.Den > 1 {
		s += "/" + strconv.FormatInt(v.Den, 10)
	}
	return s
}

func group(s string) string {
	if len(s) < 5 {
		return s
	}
	head := (len(s)-1)%3 + 1
	var b strings.Builder
	b.WriteString(s[:head])
	for i := head; i < len(s); i += 3 {
		b.WriteByte(',')
		b.WriteString(s[i : i+3])
	}
	return b.String()
}
