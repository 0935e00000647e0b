package models

import (
	"testing"
	"time"
)

func TestEarlier_findsTheSameAnswerInTheVersionOfToday(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC)
	before := []Question{{Key: "size", Options: []Option{{Label: "Small"}, {Label: "Large"}}}, {Key: "when", Options: []Option{{Label: "Soon"}, {Label: "Later"}}}, {Key: "gone", Options: []Option{{Label: "A"}, {Label: "B"}}},
		{Key: "who", Options: []Option{{Label: "Me"}, {Label: "My boss"}}}}
	today := Criteria{Questions: []Question{{Key: "size", Stable: true, Options: []Option{{Label: "Tiny"}, {Label: "small "}, {Label: "Large"}}}, {Key: "when", Options: []Option{{Label: "Soon"}, {Label: "Later"}}},
		{Key: "who", Stable: true, Options: []Option{{Label: "The owner"}, {Label: "Somebody else"}}}, {Key: "new", Stable: true, Options: []Option{{Label: "A"}, {Label: "B"}}}}}
	said := today.Earlier(before, Answers{"size": 1, "when": 2, "gone": 1, "who": 2, "new": 1}, at)
	if e := said["size"]; e.Option != 2 || !e.Stable || !e.At.Equal(at) {
		t.Errorf("size: %+v", e)
	}
	if e := said["when"]; e.Option != 2 || e.Stable {
		t.Errorf("when: %+v", e)
	}
	if e := said["who"]; e.Option != 0 || e.Stable || e.Label != "My boss" {
		t.Errorf("who: %+v", e)
	}
	if hold := StillHolds(said); len(said) != 3 || len(hold) != 1 || hold["size"] != 2 {
		t.Errorf("%v of %v hold", hold, said)
	}
}
