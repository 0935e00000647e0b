-- Whose turn it is: a claim may be reserved for the moment after the call, a program
-- weighs more or less than its contract says, and asks for languages and skills; nobody
-- calls for two clients who must not share a caller.
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
DROP INDEX claims_share;
CREATE INDEX claims_share ON claims (at, client_id) INCLUDE (reserved, ended_at);

-- Promises and hot inquiries wait by their clock, the others by what they are worth. The
-- expressions are those of services/queue/claim.sql.
DROP INDEX inquiries_queue;
CREATE INDEX inquiries_queue ON inquiries (program_id, window_id, tier, (CASE WHEN tier <= 1 THEN 0 ELSE priority END) DESC, (CASE WHEN tier = 1 THEN first_call_by ELSE due_at END), id)
  WHERE state = 'ready' AND promised_to IS NULL;

ALTER TABLE users ADD languages text[] NOT NULL DEFAULT '{}', ADD skills text[] NOT NULL DEFAULT '{}';
ALTER TABLE programs ADD language text NOT NULL DEFAULT '' CHECK (language = '' OR language ~ '^[a-z]{2,3}$'), ADD skills text[] NOT NULL DEFAULT '{}';
ALTER TABLE persons ADD language text NOT NULL DEFAULT '' CHECK (language = '' OR language ~ '^[a-z]{2,3}$'); -- '': not known

CREATE TABLE barred_pairs (                  -- competitors: who calls for one never calls for the other
  client_a   uuid NOT NULL REFERENCES clients,
  client_b   uuid NOT NULL REFERENCES clients,
  created_by uuid REFERENCES users,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (client_a, client_b),
  CHECK (client_a < client_b)
);
CREATE INDEX barred_pairs_b ON barred_pairs (client_b);
ALTER TABLE barred_pairs ENABLE ROW LEVEL SECURITY; ALTER TABLE barred_pairs FORCE ROW LEVEL SECURITY;
CREATE POLICY agency ON barred_pairs TO ripen_owner, ripen_agency USING (true) WITH CHECK (true); -- no client learns who else is one
GRANT SELECT, INSERT, DELETE ON barred_pairs TO ripen_agency;

-- Both ways to break the wall are shut: a membership beside a barred one, and a pair
-- between two clients who share a caller. Either waits for the other to be decided.
-- +goose StatementBegin
CREATE FUNCTION refuse_barred_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('barred pairs', 0)), pg_advisory_xact_lock(hashtextextended('member ' || NEW.user_id, 0));
  IF EXISTS (SELECT FROM memberships m JOIN barred_pairs b ON b.client_a = least(m.client_id, NEW.client_id) AND b.client_b = greatest(m.client_id, NEW.client_id)
             WHERE m.user_id = NEW.user_id) THEN
    RAISE EXCEPTION 'the caller works for a client that is barred with this one' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'memberships_barred';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION refuse_shared_caller() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('barred pairs', 0));
  IF EXISTS (SELECT FROM memberships a JOIN memberships b USING (user_id) WHERE a.client_id = NEW.client_a AND b.client_id = NEW.client_b) THEN
    RAISE EXCEPTION 'a caller works for both clients' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'barred_pairs_shared';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER barred BEFORE INSERT OR UPDATE ON memberships FOR EACH ROW EXECUTE FUNCTION refuse_barred_membership();
CREATE TRIGGER shared BEFORE INSERT OR UPDATE ON barred_pairs FOR EACH ROW EXECUTE FUNCTION refuse_shared_caller();

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TRIGGER barred ON memberships;
DROP TABLE barred_pairs;
DROP FUNCTION refuse_barred_membership(), refuse_shared_caller();
ALTER TABLE persons DROP language;
ALTER TABLE programs DROP language, DROP skills;
ALTER TABLE users DROP languages, DROP skills;
DROP INDEX inquiries_queue;
CREATE INDEX inquiries_queue ON inquiries (program_id, window_id, tier, priority DESC, due_at, id) WHERE state = 'ready' AND promised_to IS NULL;
DROP INDEX claims_share;
UPDATE claims SET ended_at = at, ended_how = 'given back' WHERE reserved AND ended_at IS NULL;
UPDATE claims SET ended_how = 'given back' WHERE ended_how IN ('unused', 'blocked', 'outranked');
DROP INDEX claims_reserved_user, claims_open_user;
CREATE UNIQUE INDEX claims_open_user ON claims (user_id) WHERE ended_at IS NULL;
ALTER TABLE claims DROP CONSTRAINT reserved_is_never_called, DROP CONSTRAINT claims_ended_how_check, DROP reserved;
ALTER TABLE claims ADD CONSTRAINT claims_ended_how_check CHECK (ended_how IN ('', 'attempt', 'grading', 'given back', 'lease', 'undone', 'deactivated'));
CREATE INDEX claims_share ON claims (at, client_id);
ALTER TABLE programs DROP weight;
RESET ROLE;
