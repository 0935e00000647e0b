package sheet_test

import (
	"testing"

	"ripen/services/sheet"
)

func TestSafeCell_disarmsFormulasAndLeavesNumbersAlone(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"=1+1":                   "'=1+1",
		"=cmd|' /C calc'!A0":     "'=cmd|' /C calc'!A0",
		"+1+cmd|' /C calc'!A0":   "'+1+cmd|' /C calc'!A0",
		"-2+3+cmd|' /C calc'!A0": "'-2+3+cmd|' /C calc'!A0",
		"@SUM(1+1)":              "'@SUM(1+1)",
		"\t=1":                   "'\t=1",
		"\r=1":                   "'\r=1",
		"+HYPERLINK(\"x\")":      "'+HYPERLINK(\"x\")",
		"-ann":                   "'-ann",
		"＝1+1":                   "'＝1+1",
		"+1 312 555 0100":        "+1 312 555 0100",
		"+1 (312) 555-0100 x12":  "+1 (312) 555-0100 x12",
		"+49 30/123 456":         "+49 30/123 456",
		"+13125550100":           "+13125550100",
		"-12":                    "-12",
		"-1,234.50":              "-1,234.50",
		"-5 %":                   "-5 %",
		"-1.5E+10":               "-1.5E+10",
		"-":                      "-",
		"ann@example.com":        "ann@example.com",
		"1-2":                    "1-2",
		"":                       "",
		"'quoted":                "'quoted",
		"two\n=lines":            "two\n=lines",
	} {
		if got := sheet.SafeCell(cell); got != want {
			t.Errorf("%q became %q, not %q", cell, got, want)
		}
	}
}

func TestSafeName_takesNoNumberForAName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"-1E2": "'-1E2", "+1 312 555 0100": "'+1 312 555 0100", "=1": "'=1", "＝1": "'＝1", "Expo -1": "Expo -1", "": ""} {
		if got := sheet.SafeName(name); got != want {
			t.Errorf("%q became %q, not %q", name, got, want)
		}
	}
}
