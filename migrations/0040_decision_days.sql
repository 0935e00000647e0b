-- The days of decision are counted like the other roll-ups, which have no foreign key to the client either: they are
-- written only from inquiries, which have one, and checking it for each row took as long as writing it.
-- +goose Up
SET ROLE ripen_owner;

ALTER TABLE decision_days DROP CONSTRAINT decision_days_client_id_fkey;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
ALTER TABLE decision_days ADD CONSTRAINT decision_days_client_id_fkey FOREIGN KEY (client_id) REFERENCES clients(id);
RESET ROLE;
