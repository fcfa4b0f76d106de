package llm

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestFinishing(t *testing.T) {
	for name, tt := range map[string]struct {
		soft, hard time.Duration // when each ends
		took       time.Duration
		code       Code
	}{
		"finished":           {soft: 100 * time.Millisecond, hard: time.Hour, took: time.Second},
		"stopped":            {soft: 100 * time.Millisecond, hard: 300 * time.Millisecond, took: 300 * time.Millisecond, code: Interrupted},
		"stopped at once":    {soft: time.Hour, hard: 300 * time.Millisecond, took: 300 * time.Millisecond, code: Interrupted},
		"not begun any more": {soft: 0, hard: time.Hour, code: Interrupted},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				soft, cancelSoft := context.WithTimeoutCause(t.Context(), time.Hour, nil)
				hard, cancelHard := context.WithCancel(t.Context())
				defer cancelSoft()
				if tt.soft == 0 {
					cancelSoft()
				} else {
					defer time.AfterFunc(tt.soft, cancelSoft).Stop()
				}
				defer time.AfterFunc(tt.hard, cancelHard).Stop()
				begun := time.Now()
				_, err := Finishing(slow{Usage{1, 1}}, hard).Complete(soft, Request{}, nil)
				if d := time.Since(begun); d != tt.took || err == nil != (tt.code == "") || err != nil && CodeOf(err) != tt.code {
					t.Errorf("%v after %v", err, d)
				}
			})
		})
	}
}
