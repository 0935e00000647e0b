-- The order of the queue in columns of its own: promises and hot inquiries wait by their clock, the others by what they
-- are worth. Beside the order of each (program, window) that of the whole program, whose first rows mostly say, in one
-- probe instead of one a window, which is its best that may be called now.
-- +goose Up
SET ROLE ripen_owner;

ALTER TABLE inquiries
  ADD rank  real NOT NULL GENERATED ALWAYS AS (CASE WHEN tier <= 1 THEN 0 ELSE priority END) STORED,
  ADD clock timestamptz   GENERATED ALWAYS AS (CASE WHEN tier = 1 THEN first_call_by ELSE due_at END) STORED;
DROP INDEX inquiries_queue;
CREATE INDEX inquiries_queue ON inquiries (program_id, window_id, tier, rank DESC, clock, id) WHERE state = 'ready' AND promised_to IS NULL;
CREATE INDEX inquiries_order ON inquiries (program_id, tier, rank DESC, clock, id) WHERE state = 'ready' AND promised_to IS NULL;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP INDEX inquiries_order, inquiries_queue;
ALTER TABLE inquiries DROP rank, DROP clock;
CREATE INDEX inquiries_queue ON inquiries (program_id, window_id, tier, (CASE WHEN tier <= 1 THEN 0 ELSE priority END) DESC, (CASE WHEN tier = 1 THEN first_call_by ELSE due_at END), id)
  WHERE state = 'ready' AND promised_to IS NULL;
RESET ROLE;
