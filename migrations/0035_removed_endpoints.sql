-- A webhook that is no longer wanted: out of the list, told of nothing, its log kept.
-- +goose Up
SET ROLE ripen_owner;

ALTER TABLE endpoints ADD COLUMN removed_at timestamptz, ADD CONSTRAINT removed_is_off CHECK (removed_at IS NULL OR state = 'disabled');
GRANT UPDATE (removed_at) ON endpoints TO ripen_client;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
ALTER TABLE endpoints DROP COLUMN removed_at;
RESET ROLE;
