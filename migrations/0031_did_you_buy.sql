-- Did you buy? Inquirers are asked 3, 6 and 12 months after they came, the lost, the unreached and the never-reported
-- included: whom, with what chance they were drawn, what they answered; and the sums of it that a client's people read.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE survey_shares (                 -- how many of a program's inquirers are asked; none where there is no row
  program_id uuid NOT NULL,
  client_id  uuid NOT NULL,
  share      numeric(4,3) NOT NULL CHECK (share BETWEEN 0 AND 1),
  user_id    uuid REFERENCES users,
  at         timestamptz NOT NULL,
  PRIMARY KEY (program_id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id)
);

CREATE TABLE survey_questions (
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  program_id uuid NOT NULL,
  source_id  uuid NOT NULL,
  inquiry_id uuid NOT NULL,
  came       date NOT NULL,                  -- the day of arrival
  wave       smallint NOT NULL CHECK (wave IN (3, 6, 12)), -- months after it
  share      numeric(4,3) NOT NULL CHECK (share > 0 AND share <= 1), -- the chance with which it was drawn: it stands for 1/share of them
  state      text NOT NULL CHECK (state IN ('waiting', 'asked', 'to_ask', 'known', 'answered', 'left_out')),
  why        text NOT NULL DEFAULT '',       -- to ask: why not by e-mail; left out: why not at all
  drawn_at   timestamptz NOT NULL,
  try_at     timestamptz NOT NULL,           -- not before; whoever takes it sets it ahead
  tries      smallint NOT NULL DEFAULT 0,
  asked_at   timestamptz,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id),
  FOREIGN KEY (source_id, client_id) REFERENCES sources (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id)
);
CREATE UNIQUE INDEX survey_questions_once ON survey_questions (inquiry_id, wave);
CREATE INDEX survey_questions_waiting ON survey_questions (client_id, try_at) WHERE state = 'waiting';
CREATE INDEX survey_questions_to_ask ON survey_questions (client_id, drawn_at) WHERE state IN ('to_ask', 'asked');

CREATE TABLE survey_answers (
  id          uuid NOT NULL,
  client_id   uuid NOT NULL REFERENCES clients,
  question_id uuid NOT NULL,
  bought      text NOT NULL CHECK (bought IN ('us', 'other', 'no')),
  month       date CHECK (extract(day FROM month) = 1), -- of the purchase; null: not known, or none
  way         text NOT NULL CHECK (way IN ('link', 'desk', 'order')),
  user_id     uuid REFERENCES users,         -- who entered it at the desk
  at          timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (question_id, client_id) REFERENCES survey_questions (id, client_id),
  CHECK (bought <> 'no' OR month IS NULL)
);
CREATE UNIQUE INDEX survey_answers_once ON survey_answers (question_id, client_id);
SELECT append_only('survey_answers');
CREATE TABLE survey_words (                  -- erasable: from whom else
  answer_id uuid NOT NULL,
  client_id uuid NOT NULL,
  whom      text NOT NULL,
  PRIMARY KEY (answer_id, client_id),
  FOREIGN KEY (answer_id, client_id) REFERENCES survey_answers (id, client_id)
);

CREATE TABLE survey_figures (                -- counted again by a job: what a client's people may read of it
  client_id  uuid NOT NULL REFERENCES clients,
  source_id  uuid NOT NULL,
  measure    text NOT NULL CHECK (measure IN ('3', '6', '12', 'within 6', 'within 12')),
  asked      int NOT NULL,
  n          int NOT NULL,                   -- answered, and known by an order
  bought     int NOT NULL,
  us         int NOT NULL,
  unreported int NOT NULL,                   -- bought from the client, which no rep has reported
  w          double precision NOT NULL,      -- how many inquirers the answers stand for
  w_bought   double precision NOT NULL,
  w_us       double precision NOT NULL,
  w_squares  double precision NOT NULL,
  PRIMARY KEY (client_id, source_id, measure)
);

SELECT protect('survey_shares'), protect('survey_questions'), protect('survey_answers'), protect('survey_words'), protect('survey_figures');
GRANT SELECT, INSERT, UPDATE ON survey_shares TO ripen_agency;
GRANT SELECT ON survey_shares TO ripen_worker;
GRANT SELECT, INSERT, UPDATE ON survey_questions TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT ON survey_answers TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT, DELETE ON survey_words TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT, DELETE ON survey_figures TO ripen_agency, ripen_worker;
CREATE POLICY aggregates ON survey_figures FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
GRANT SELECT ON survey_figures TO ripen_client;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TABLE survey_figures, survey_words, survey_answers, survey_questions, survey_shares;
RESET ROLE;
