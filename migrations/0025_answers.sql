-- What a rep is told besides: the agency's answers, and all leads of a handover in one letter.
-- +goose Up
SET ROLE ripen_owner;
-- The letter about a handover is about none of its leads alone.
ALTER TABLE pushes DROP CONSTRAINT pushes_event_check, ADD CONSTRAINT pushes_event_check
  CHECK (event IN ('released', 'reassigned', 'repeat', 'reminder', 'nudge', 'overdue', 'answered', 'handed_over', 'test', 'disabled'));
ALTER TABLE pushes DROP CONSTRAINT about_a_lead, ADD CONSTRAINT about_a_lead
  CHECK (lead_id IS NOT NULL OR event IN ('test', 'disabled') OR event = 'handed_over' AND about <> '');
RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
UPDATE pushes SET event = 'repeat' WHERE event = 'answered';
UPDATE pushes SET event = 'test' WHERE event = 'handed_over'; -- the tries are history: what they tried stays
ALTER TABLE pushes DROP CONSTRAINT about_a_lead, ADD CONSTRAINT about_a_lead CHECK (lead_id IS NOT NULL OR event IN ('test', 'disabled'));
ALTER TABLE pushes DROP CONSTRAINT pushes_event_check, ADD CONSTRAINT pushes_event_check
  CHECK (event IN ('released', 'reassigned', 'repeat', 'reminder', 'nudge', 'overdue', 'test', 'disabled'));
RESET ROLE;
