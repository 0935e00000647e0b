-- Whoever counts a day again asks of each of its inquiries whether it came as a repeat. Few did: they have an index of
-- their own, so that the others are answered without reading what arrived.
-- +goose Up
SET ROLE ripen_owner;

CREATE INDEX arrivals_repeats ON arrivals (inquiry_id) WHERE kind = 'repeat';

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP INDEX arrivals_repeats;
RESET ROLE;
