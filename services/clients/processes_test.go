package clients_test

import (
	"testing"

	"ripen/models"
)

func TestSetProcess_keepsTheFormerOne(t *testing.T) {
	t.Parallel()
	_, svc, cast := settled(t)
	client := cast.Client("harbour-dental").ID
	clara := cast.As("Clara Nyberg")
	usual, err := svc.Process(t.Context(), clara, client)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := svc.SetProcess(t.Context(), clara, client, models.Process{LineID: usual.LineID, Name: "Short", Steps: models.UsualSteps[:2]}); err != nil {
		t.Fatal(err)
	}
	p, err := svc.Process(t.Context(), cast.As("Rae Okafor"), client)
	if err != nil || p.Version != 2 || len(p.Steps) != 2 {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := svc.SetProcess(t.Context(), cast.As("Marta Silva"), client, models.Process{Name: "Mine", Steps: models.UsualSteps}); !models.IsKind(err, models.Forbidden) {
		t.Errorf("the sales manager: %v", err)
	}
}

func TestSetProcess_keepsOneForEveryLeadThatNoOtherIsFor(t *testing.T) {
	t.Parallel()
	_, svc, cast := settled(t)
	client, clara := cast.Client("harbour-dental").ID, cast.As("Clara Nyberg")
	usual, err := svc.Process(t.Context(), clara, client)
	if err != nil {
		t.Fatal(err)
	}
	rule := []models.ProcessRule{{Product: "supplies"}}
	refused := func(what string, p models.Process) {
		t.Helper()
		if _, err := svc.SetProcess(t.Context(), clara, client, p); !models.IsKind(err, models.Invalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
	refused("a second one without rules", models.Process{Name: "Supplies", Steps: models.UsualSteps[:2]})
	refused("one of the same name", models.Process{Name: usual.Name, Steps: models.UsualSteps[:2], Rules: rule})
	refused("rules for the only one", models.Process{LineID: usual.LineID, Name: usual.Name, Steps: usual.Steps, Rules: rule})
	refused("two steps of one name", models.Process{Name: "Supplies", Steps: []models.Step{{Name: "Order"}, {Name: "order "}}, Rules: rule})
	made, err := svc.SetProcess(t.Context(), clara, client, models.Process{Name: "Supplies", Steps: models.UsualSteps[:2], Rules: rule})
	if err != nil {
		t.Fatal(err)
	}
	if all, err := svc.Processes(t.Context(), clara, client); err != nil || len(all) != 2 {
		t.Errorf("%d processes, %v", len(all), err)
	}
	if err := svc.EndProcess(t.Context(), clara, client, usual.LineID); !models.IsKind(err, models.Conflict) {
		t.Errorf("the usual one ends: %v", err)
	}
	if err := svc.EndProcess(t.Context(), clara, client, made.LineID); err != nil {
		t.Error(err)
	}
	if all, err := svc.Processes(t.Context(), clara, client); err != nil || len(all) != 1 || all[0].LineID != usual.LineID {
		t.Errorf("%+v, %v", all, err)
	}
}
