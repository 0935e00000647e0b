package models

import (
	"testing"
	"time"
)

func TestLead_keepsTheDateThatItsRepNamed(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 6, 10, 12, 0, 0, 0, time.UTC)
	demo := at.AddDate(0, 0, 3)
	l := &Lead{ReleasedAt: at, Steps: 5}
	l.Await()
	for _, err := range []error{l.Contact(&demo, at), l.Reach(2, at.Add(time.Hour)), l.Contact(nil, at.Add(2*time.Hour))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if !l.NextAt.Equal(demo) || l.NextWhat != "next step" {
		t.Errorf("the next date is %v, %s", l.NextAt, l.NextWhat)
	}
	after := demo.Add(time.Hour)
	if err := l.Contact(nil, after); err != nil || !l.NextAt.Equal(after.Add(UpdateEvery)) || l.NextWhat != "update" {
		t.Errorf("once it has passed the next date is %v, %s, %v", l.NextAt, l.NextWhat, err)
	}
}
