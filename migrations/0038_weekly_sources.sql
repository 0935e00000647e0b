-- The Monday's look at the sources: who was sent it, who wants none, and who has seen that a source is tapped out.
-- +goose Up
SET ROLE ripen_owner;

ALTER TABLE users ADD COLUMN no_source_letters boolean NOT NULL DEFAULT false;
GRANT UPDATE (no_source_letters) ON users TO ripen_client;

ALTER TABLE source_watches DROP COLUMN sent_at;
CREATE POLICY aggregates ON source_watches FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
GRANT SELECT ON source_watches TO ripen_client;

CREATE TABLE source_letters (                -- who was sent the look of a week: nobody twice
  client_id uuid NOT NULL,
  week_on   date NOT NULL,
  user_id   uuid NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (client_id, week_on, user_id),
  FOREIGN KEY (client_id, week_on) REFERENCES source_watches,
  FOREIGN KEY (user_id, client_id) REFERENCES users (id, client_id)
);
SELECT append_only('source_letters');
CREATE TABLE source_sights (                 -- somebody has seen that a source is named; taking that back is one more
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  source_id  uuid NOT NULL,
  named_on   date NOT NULL,                  -- the Monday on which it was named: one that is named anew later was not seen
  note       text NOT NULL CHECK (length(note) <= 500),
  user_id    uuid NOT NULL REFERENCES users,
  at         timestamptz NOT NULL,
  takes_back uuid,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (source_id, client_id) REFERENCES sources (id, client_id),
  FOREIGN KEY (takes_back, client_id) REFERENCES source_sights (id, client_id)
);
CREATE INDEX source_sights_newest ON source_sights (client_id, source_id, at DESC);
CREATE UNIQUE INDEX source_sights_taken_back_once ON source_sights (takes_back, client_id) WHERE takes_back IS NOT NULL;
SELECT append_only('source_sights');

SELECT protect('source_letters'), protect('source_sights');
GRANT SELECT ON source_letters TO ripen_agency;
GRANT SELECT, INSERT ON source_letters TO ripen_worker;
GRANT SELECT, INSERT ON source_sights TO ripen_agency;
GRANT SELECT ON source_sights TO ripen_worker;
CREATE POLICY read ON source_sights FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
CREATE POLICY add ON source_sights FOR INSERT TO ripen_client WITH CHECK (current_duty() IN ('sales_manager', 'marketer') AND user_id = current_person());
GRANT SELECT, INSERT ON source_sights TO ripen_client;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TABLE source_sights, source_letters;
DROP POLICY aggregates ON source_watches;
REVOKE SELECT ON source_watches FROM ripen_client;
ALTER TABLE source_watches ADD COLUMN sent_at timestamptz;
REVOKE UPDATE (no_source_letters) ON users FROM ripen_client;
ALTER TABLE users DROP COLUMN no_source_letters;
RESET ROLE;
