-- The calls that a program made in a time, for the replay of its policy. Without it every attempt of the agency is read.
-- +goose Up
SET ROLE ripen_owner;
CREATE INDEX attempts_program ON attempts (program_id, at);
RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP INDEX attempts_program;
RESET ROLE;
