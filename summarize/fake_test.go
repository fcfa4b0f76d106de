package summarize_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"testing"

	"mujaz/internal/arabic"
	"mujaz/internal/article"
	"mujaz/internal/llm"
	"mujaz/internal/wire"
	"mujaz/prompts"
	"mujaz/summarize"
)

// fake answers requests by a function, and remembers them.
type fake struct {
	answer func(n int, r llm.Request) (string, error)
	mu     sync.Mutex
	sent   []llm.Request
}

func (f *fake) Complete(_ context.Context, r llm.Request, emit func(llm.Event)) (llm.Response, error) {
	f.mu.Lock()
	f.sent = append(f.sent, r)
	n := len(f.sent) - 1
	f.mu.Unlock()
	text, err := f.answer(n, r)
	if emit != nil && text != "" {
		emit(llm.Event{Kind: llm.Delta, Text: text})
	}
	return llm.Response{Text: text, Finish: "stop", Requests: 1}, err
}

// in answers the requests of a test in their order; the last one for ever.
func in(answers ...string) *fake {
	return &fake{answer: func(n int, _ llm.Request) (string, error) { return answers[min(n, len(answers)-1)], nil }}
}

// kept is a fake behind a cache: what was answered is not asked again.
type kept struct {
	llm.Model
	mu       sync.Mutex
	answers  map[string]llm.Response
	rejected []string
}

func keep(m llm.Model) *kept { return &kept{Model: m, answers: map[string]llm.Response{}} }

func (k *kept) Complete(ctx context.Context, r llm.Request, emit func(llm.Event)) (llm.Response, error) {
	k.mu.Lock()
	response, ok := k.answers[r.Key()]
	k.mu.Unlock()
	if ok {
		response.Cached, response.Requests = true, 0
		return response, nil
	}
	response, err := k.Model.Complete(ctx, r, emit)
	if err == nil {
		k.mu.Lock()
		k.answers[r.Key()] = response
		k.mu.Unlock()
	}
	return response, err
}

func (k *kept) Reject(r llm.Request, reason string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.answers, r.Key())
	k.rejected = append(k.rejected, reason)
}

// window makes a model that takes so many tokens and says so.
func window(tokens int, answer func(r llm.Request) string) *fake {
	return &fake{answer: func(_ int, r llm.Request) (string, error) {
		if n := wire.Tokens(r.System) + wire.Tokens(r.User); n > tokens {
			return "", &llm.Error{Code: llm.ContextLength, Err: &llm.ContextError{Window: tokens, Err: fmt.Errorf("%d tokens are too many", n)}}
		}
		return answer(r), nil
	}}
}

// markedLine finds the marked lines of a request.
var markedLine = regexp.MustCompile(`(?m)^\[¶(\d+)\] (.*)$`)

// lead answers with the first words of every nth paragraph, cited.
func lead(nth, words int) func(llm.Request) string {
	return func(r llm.Request) string {
		var b strings.Builder
		for i, m := range markedLine.FindAllStringSubmatch(r.User, -1) {
			if i%nth == 0 && m[1] != "0" {
				w := strings.Fields(strings.TrimRight(m[2], "."))
				fmt.Fprintf(&b, "%s. [¶%s]\n", strings.Join(w[:min(words, len(w))], " "), m[1])
			}
		}
		return b.String()
	}
}

func find(t testing.TB, task, name string) *prompts.Prompt {
	t.Helper()
	p, err := prompts.Open("").Find(task, name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func options(t testing.TB) summarize.Options {
	return summarize.Options{Target: llm.Target{BaseURL: "http://localhost", Model: "m"}, Prompt: find(t, "summarize", "brief"), Repairs: 1}
}

func text(title string, paragraphs ...string) *article.Article {
	a := &article.Article{Title: title, Language: "ar"}
	for _, p := range paragraphs {
		a.Blocks = append(a.Blocks, article.Block{Text: p})
	}
	return a
}

func news() *article.Article {
	return text("افتتاح جسر جديد على نهر النيل في القاهرة",
		"افتتح وزير النقل المصري كامل الوزير جسرا جديدا على نهر النيل في القاهرة يوم الاثنين بعد أعمال استمرت 18 شهرا.",
		"قال الوزير إن الجسر الذي بلغت تكلفته 250 مليون جنيه سيخدم 40 ألف سيارة في اليوم ويخفف الازدحام في وسط العاصمة.",
		"انتقد سكان في حي إمبابة تأخر افتتاح الجسر وطالبوا بتعويض أصحاب المحال التي أغلقت في أثناء الأعمال.",
		"تعتزم الوزارة بناء ثلاثة جسور أخرى قبل نهاية العام المقبل بحسب بيان رسمي صدر عن مكتبها الإعلامي.")
}

// book writes an article of so many words in chapters of ten paragraphs, each
// paragraph with a number of its own.
func book(words int) *article.Article {
	vocabulary := strings.Fields(`المدينة القديمة تقع على ضفة النهر الكبير حيث عاش التجار والصيادون قرونا طويلة وبنوا
		أسواقها ومساجدها من الحجر الأبيض ثم جاءت السفن من الشرق محملة بالتوابل والحرير والكتب فازدهرت الحياة فيها
		واجتمع العلماء في مكتبتها وكتبوا رسائل في الفلك والطب والحساب وسافر الطلاب إليها من كل جهة حتى غزاها الجفاف
		فهجرها أهلها إلى الجبال وتركوا بيوتهم وحقولهم ورجع بعضهم بعد سنوات ليعمروها من جديد ويحفروا آبارا أعمق`)
	r := rand.New(rand.NewPCG(1, 2))
	a := &article.Article{Title: "تاريخ المدينة", Language: "ar"}
	for n := 0; n < words; {
		if len(a.Blocks)%11 == 0 {
			a.Blocks = append(a.Blocks, article.Block{Kind: article.Heading, Level: 2, Text: "الفصل التالي"})
		}
		var b strings.Builder
		for s := range 3 {
			for range 19 {
				b.WriteString(vocabulary[r.IntN(len(vocabulary))] + " ")
			}
			if s == 1 {
				fmt.Fprintf(&b, "في سنة %d ", 1000+len(a.Blocks))
			}
			b.WriteString("وحدها. ")
		}
		text := strings.TrimSpace(b.String())
		n += arabic.CountWords(text)
		a.Blocks = append(a.Blocks, article.Block{Text: text})
	}
	return a
}
