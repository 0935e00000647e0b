-- Whose turn it is: a claim may be reserved for the moment after the call, and a
-- program weighs more or less than its contract says.
-- +goose Up
SET ROLE ripen_owner;

ALTER TABLE programs ADD weight numeric(6,3) NOT NULL DEFAULT 1 CHECK (weight > 0); -- times its contract volume: what the desk changes for a while

-- A reserved claim is the next inquiry, fetched while its caller wraps up the one
-- before: nobody has it on the line, and it counts as served only once it is taken up.
ALTER TABLE claims ADD reserved boolean NOT NULL DEFAULT false;
ALTER TABLE claims DROP CONSTRAINT claims_ended_how_check;
ALTER TABLE claims ADD CONSTRAINT claims_ended_how_check CHECK (ended_how IN ('', 'attempt', 'grading', 'given back', 'lease', 'undone', 'deactivated', 'unused', 'blocked', 'outranked'));
ALTER TABLE claims ADD CONSTRAINT reserved_is_never_called CHECK (NOT reserved OR ended_how NOT IN ('attempt', 'grading'));
DROP INDEX claims_open_user;
CREATE UNIQUE INDEX claims_open_user ON claims (user_id) WHERE ended_at IS NULL AND NOT reserved;
CREATE UNIQUE INDEX claims_reserved_user ON claims (user_id) WHERE ended_at IS NULL AND reserved;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
UPDATE claims SET ended_at = at, ended_how = 'given back' WHERE reserved AND ended_at IS NULL;
UPDATE claims SET ended_how = 'given back' WHERE ended_how IN ('unused', 'blocked', 'outranked');
DROP INDEX claims_reserved_user, claims_open_user;
CREATE UNIQUE INDEX claims_open_user ON claims (user_id) WHERE ended_at IS NULL;
ALTER TABLE claims DROP CONSTRAINT reserved_is_never_called, DROP CONSTRAINT claims_ended_how_check, DROP reserved;
ALTER TABLE claims ADD CONSTRAINT claims_ended_how_check CHECK (ended_how IN ('', 'attempt', 'grading', 'given back', 'lease', 'undone', 'deactivated'));
ALTER TABLE programs DROP weight;
RESET ROLE;
