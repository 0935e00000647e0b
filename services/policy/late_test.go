package policy_test

import (
	"testing"
	"time"

	"ripen/services/policy"
)

func TestLateCall_needsAConsentOnceTheInquiryIsNoBasisAnyMore(t *testing.T) {
	t.Parallel()
	inquired := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		ask  policy.LateQuestion
		days int
		want policy.Verdict
	}{
		{"a consumer, within the exception", policy.LateQuestion{Country: "US", Person: policy.Consumer}, 88, policy.Allow},
		{"a consumer, after it", policy.LateQuestion{Country: "US", Person: policy.Consumer}, 89, policy.Block},
		{"nobody knows who", policy.LateQuestion{Country: "United States"}, 150, policy.Block},
		{"a business", policy.LateQuestion{Country: "US", Person: policy.Business}, 150, policy.Allow},
		{"elsewhere", policy.LateQuestion{Country: "CA", Person: policy.Consumer}, 150, policy.Allow},
		{"with their consent", policy.LateQuestion{Country: "US", Person: policy.Consumer, Consented: true}, 150, policy.Allow},
		{"as they asked", policy.LateQuestion{Country: "US", Person: policy.Consumer, Promised: true}, 150, policy.Allow},
	} {
		c.ask.InquiredAt, c.ask.At = inquired, inquired.AddDate(0, 0, c.days)
		if got, rule, reason := policy.LateCall(c.ask); got != c.want || (got == policy.Block) != (rule != "" && reason != "") {
			t.Errorf("%s: %s by %q, %q", c.name, got, rule, reason)
		}
	}
}
