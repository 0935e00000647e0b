-- What a lead was ordered, and since when, beside how it was followed up: reports that asked both joined every lead of a
-- client with every order.
-- +goose Up
SET ROLE ripen_owner;

ALTER TABLE lead_facts ADD COLUMN orders int NOT NULL DEFAULT 0, ADD COLUMN ordered_on date; -- ordered_on: the first of them
GRANT SELECT (orders, ordered_on) ON lead_facts TO ripen_client;
UPDATE lead_facts f SET orders = o.n, ordered_on = o.first
FROM (SELECT lead_id, client_id, count(*) AS n, min(ordered_on) AS first FROM orders GROUP BY 1, 2) o
WHERE f.lead_id = o.lead_id AND f.client_id = o.client_id;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
ALTER TABLE lead_facts DROP COLUMN orders, DROP COLUMN ordered_on;
RESET ROLE;
