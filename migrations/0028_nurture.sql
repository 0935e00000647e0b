-- How longer-range inquiries are kept: plans, stays, touches, and what people have agreed to.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE nurture_plans (                 -- published versions; a program without one follows models.UsualNurturePlan
  id           uuid NOT NULL,
  client_id    uuid NOT NULL,
  program_id   uuid NOT NULL,
  class        text NOT NULL CHECK (class IN ('requalification-B', 'requalification-C', 'unreached')),
  version      int NOT NULL CHECK (version > 0),
  state        text NOT NULL CHECK (state IN ('in_force', 'retired')),
  days         int NOT NULL CHECK (days BETWEEN 1 AND 730),       -- until the next call, where the buyer named no date: nobody is without one
  buyers_date  boolean NOT NULL,             -- whether the date that the buyer named holds
  lead_days    int NOT NULL CHECK (lead_days BETWEEN 0 AND 365),  -- so early before it
  touches      jsonb NOT NULL DEFAULT '[]',  -- models.NurtureTouch, in order
  cycles       int NOT NULL CHECK (cycles BETWEEN 1 AND 20),      -- kept so often at the most: nobody is without an end
  published_by uuid REFERENCES users,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  UNIQUE (program_id, class, version),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id)
);
CREATE UNIQUE INDEX nurture_plans_in_force ON nurture_plans (program_id, class) WHERE state = 'in_force';

CREATE TABLE stays (                         -- each time that somebody was kept for later: by which plan, until when, and why then
  id           uuid NOT NULL,
  client_id    uuid NOT NULL,
  program_id   uuid NOT NULL,
  inquiry_id   uuid NOT NULL,
  cycle        smallint NOT NULL,            -- of the inquiry
  class        text NOT NULL CHECK (class IN ('requalification-B', 'requalification-C', 'unreached')),
  plan_version int NOT NULL,                 -- 0: the usual plan
  since        timestamptz NOT NULL,
  due_on       date NOT NULL,                -- a day of the client's calendar
  how          text NOT NULL CHECK (how IN ('plan', 'buyer', 'learned', 'lead')), -- what the day was taken from
  why          text NOT NULL,
  ended_at     timestamptz,
  ended_as     text NOT NULL DEFAULT '' CHECK (ended_as IN ('', 'due', 'early', 'moved on', 'taken back')),
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  CHECK ((ended_at IS NULL) = (ended_as = ''))
);
CREATE UNIQUE INDEX stays_open ON stays (inquiry_id) WHERE ended_at IS NULL;
CREATE INDEX stays_inquiry ON stays (inquiry_id, since);

CREATE TABLE touches (                       -- a letter between two calls; its words are those of its plan's version
  id          uuid NOT NULL,
  client_id   uuid NOT NULL,
  stay_id     uuid NOT NULL,
  inquiry_id  uuid NOT NULL,
  plan_id     uuid NOT NULL,
  n           smallint NOT NULL CHECK (n > 0), -- of the plan
  due_on      date NOT NULL,
  try_at      timestamptz NOT NULL,          -- not before; whoever takes it sets it ahead
  state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'refused', 'failed', 'withdrawn')),
  tries       smallint NOT NULL DEFAULT 0,
  reason      text NOT NULL DEFAULT '',      -- why it was not sent
  settled_at  timestamptz,
  clicked_at  timestamptz,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (stay_id, client_id) REFERENCES stays (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  FOREIGN KEY (plan_id, client_id) REFERENCES nurture_plans (id, client_id),
  CHECK ((state = 'waiting') = (settled_at IS NULL))
);
CREATE UNIQUE INDEX touches_once ON touches (stay_id, n);
CREATE INDEX touches_waiting ON touches (client_id, try_at) WHERE state = 'waiting';
CREATE INDEX touches_inquiry ON touches (inquiry_id, due_on);

CREATE TABLE consents (                      -- what a person has agreed to, or objected to, by channel and purpose
  id           uuid NOT NULL,
  client_id    uuid NOT NULL,
  person_id    uuid NOT NULL,
  channel      text NOT NULL CHECK (channel IN ('call', 'email', 'text')),
  purpose      text NOT NULL CHECK (purpose IN ('contact', 'survey')),
  words        text NOT NULL,                -- as they were shown or said
  version      text NOT NULL,                -- of the words
  source       text NOT NULL,                -- how it was given, or objected
  given_at     timestamptz,                  -- null: an objection without a consent before it
  entered_by   uuid REFERENCES users,
  withdrawn_at timestamptz,
  withdrawn_as text NOT NULL DEFAULT '',     -- how
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (person_id, client_id) REFERENCES persons (id, client_id),
  CHECK (given_at IS NOT NULL OR withdrawn_at IS NOT NULL)
);
CREATE INDEX consents_person ON consents (person_id, channel, purpose);
CREATE UNIQUE INDEX consents_standing ON consents (person_id, channel, purpose) WHERE withdrawn_at IS NULL;

CREATE TABLE mail_bounces (                  -- addresses that take no letters, by the keyed hash of the address
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  mail_key   bytea NOT NULL,
  at         timestamptz NOT NULL,
  entered_by uuid REFERENCES users,          -- null: the mail server said so
  PRIMARY KEY (id, client_id)
);
CREATE UNIQUE INDEX mail_bounces_address ON mail_bounces (client_id, mail_key);

CREATE TABLE rep_words (                     -- a rep says: call them again
  id        uuid NOT NULL,
  client_id uuid NOT NULL REFERENCES clients,
  lead_id   uuid NOT NULL,                   -- a lead that the rep may see
  user_id   uuid NOT NULL REFERENCES users,
  at        timestamptz NOT NULL,
  note      text NOT NULL DEFAULT '',        -- erasable words
  heard_at  timestamptz,                     -- by the job that brings dates forward
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id)
);
CREATE INDEX rep_words_lead ON rep_words (lead_id, at);

SELECT protect('nurture_plans'), protect('stays'), protect('touches'), protect('consents'), protect('mail_bounces'), protect('rep_words');
GRANT SELECT, INSERT, UPDATE ON nurture_plans TO ripen_agency;
GRANT SELECT ON nurture_plans TO ripen_worker;
GRANT SELECT, INSERT, UPDATE ON stays, touches, consents TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT ON mail_bounces TO ripen_agency, ripen_worker;
GRANT SELECT ON rep_words TO ripen_agency, ripen_worker;
GRANT UPDATE (note) ON rep_words TO ripen_agency;
GRANT UPDATE (heard_at) ON rep_words TO ripen_worker;
CREATE POLICY of_own_lead ON rep_words TO ripen_client USING (EXISTS (SELECT FROM leads l WHERE l.id = rep_words.lead_id AND l.client_id = rep_words.client_id))
  WITH CHECK (user_id = current_person() AND EXISTS (SELECT FROM leads l WHERE l.id = rep_words.lead_id AND l.client_id = rep_words.client_id));
GRANT SELECT, INSERT ON rep_words TO ripen_client;

ALTER TABLE moves
  DROP CONSTRAINT moves_kind_check,
  ADD CONSTRAINT moves_kind_check CHECK (kind IN ('planned', 'used up', 'decision', 'decided', 'broken', 'opened', 'kept from calls', 'slid', 'skipped', 'ended',
    'kept for later', 'due again', 'brought forward', 'not brought forward', 'letters stopped', 'consent'));
ALTER TABLE inquiries
  DROP CONSTRAINT closed_reason_known,
  ADD CONSTRAINT closed_reason_known CHECK (closed_reason IN ('', 'D', 'not reached', 'no way to reach', 'taken over', 'do not call', 'refused', 'wrong person', 'program ended', 'not ripened'));

-- What the programs said becomes version 1 of their plans; who is kept today is kept by it.
INSERT INTO nurture_plans (id, client_id, program_id, class, version, state, days, buyers_date, lead_days, cycles, published_at)
SELECT gen_random_uuid(), p.client_id, p.id, c.class, 1, 'in_force', least(c.days, 730), c.class <> 'unreached', least(p.lead_days, 365), c.cycles, p.created_at
FROM programs p, LATERAL (VALUES ('requalification-B', p.nurture_days_b, 6), ('requalification-C', p.nurture_days_c, 4), ('unreached', 90, 1)) c (class, days, cycles);
INSERT INTO stays (id, client_id, program_id, inquiry_id, cycle, class, plan_version, since, due_on, how, why)
SELECT gen_random_uuid(), i.client_id, i.program_id, i.id, i.cycle, i.class, 1, COALESCE(i.graded_at, i.last_attempt_at, i.received_at), (i.next_at AT TIME ZONE c.zone)::date, 'plan', i.nurture_reason
FROM inquiries i JOIN clients c ON c.id = i.client_id
WHERE i.state = 'nurtured' AND i.class IN ('requalification-B', 'requalification-C', 'unreached');
ALTER TABLE programs DROP COLUMN nurture_days_b, DROP COLUMN nurture_days_c, DROP COLUMN lead_days;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
ALTER TABLE programs
  ADD COLUMN nurture_days_b int NOT NULL DEFAULT 60 CHECK (nurture_days_b > 0),
  ADD COLUMN nurture_days_c int NOT NULL DEFAULT 150 CHECK (nurture_days_c > 0),
  ADD COLUMN lead_days      int NOT NULL DEFAULT 14 CHECK (lead_days >= 0);
UPDATE programs p SET nurture_days_b = n.days, lead_days = n.lead_days FROM nurture_plans n WHERE n.program_id = p.id AND n.class = 'requalification-B' AND n.state = 'in_force';
UPDATE programs p SET nurture_days_c = n.days FROM nurture_plans n WHERE n.program_id = p.id AND n.class = 'requalification-C' AND n.state = 'in_force';
UPDATE inquiries SET closed_reason = 'not reached' WHERE closed_reason = 'not ripened';
ALTER TABLE inquiries
  DROP CONSTRAINT closed_reason_known,
  ADD CONSTRAINT closed_reason_known CHECK (closed_reason IN ('', 'D', 'not reached', 'no way to reach', 'taken over', 'do not call', 'refused', 'wrong person', 'program ended'));
ALTER TABLE moves DISABLE TRIGGER append_only;
DELETE FROM moves WHERE kind IN ('kept for later', 'due again', 'brought forward', 'not brought forward', 'letters stopped', 'consent');
ALTER TABLE moves ENABLE TRIGGER append_only;
ALTER TABLE moves
  DROP CONSTRAINT moves_kind_check,
  ADD CONSTRAINT moves_kind_check CHECK (kind IN ('planned', 'used up', 'decision', 'decided', 'broken', 'opened', 'kept from calls', 'slid', 'skipped', 'ended'));
DROP TABLE rep_words, mail_bounces, consents, touches, stays, nurture_plans;
RESET ROLE;
