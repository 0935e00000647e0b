-- +goose Up
SET ROLE ripen_owner;

-- Whoever rings back is found by the last name alone, or by the last digits that the telephone shows.
CREATE INDEX persons_surname ON persons (split_part(name_key, ' ', -1) text_pattern_ops) WHERE name_key <> '';
CREATE INDEX persons_ending ON persons (reverse(phone) text_pattern_ops) WHERE phone <> '';
CREATE INDEX numbers_ending ON numbers (reverse(phone) text_pattern_ops);

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP INDEX numbers_ending, persons_ending, persons_surname;
RESET ROLE;
