-- What leaves when something becomes of a lead: by which way, to whom, when it is tried next, and what became of each try.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE endpoints (                     -- a client's system that is told of leads: a webhook
  id           uuid NOT NULL,
  client_id    uuid NOT NULL REFERENCES clients,
  name         text NOT NULL CHECK (name <> ''),
  url          text NOT NULL CHECK (url <> ''),
  events       text[] NOT NULL CHECK (events <> '{}' AND events <@ ARRAY['released', 'reassigned', 'repeat', 'overdue']),
  state        text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
  disabled_why text NOT NULL DEFAULT '',
  disabled_at  timestamptz,
  held_until   timestamptz,                  -- it asked to be left alone until then
  made_by      uuid NOT NULL REFERENCES users,
  made_at      timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  CHECK ((state = 'disabled') = (disabled_at IS NOT NULL)),
  CHECK ((state = 'disabled') = (disabled_why <> ''))
);
CREATE INDEX endpoints_client ON endpoints (client_id, made_at);
CREATE TABLE endpoint_secrets (              -- what its messages are signed with, sealed; the old one holds for a day after a rotation
  id          uuid NOT NULL,
  client_id   uuid NOT NULL REFERENCES clients,
  endpoint_id uuid NOT NULL,
  key_id      text NOT NULL,                 -- of the key it is sealed with
  sealed      bytea NOT NULL,
  made_at     timestamptz NOT NULL,
  valid_until timestamptz,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (endpoint_id, client_id) REFERENCES endpoints (id, client_id)
);
CREATE INDEX endpoint_secrets_endpoint ON endpoint_secrets (endpoint_id);
CREATE TABLE devices (                       -- a browser that shows somebody that a lead has come
  id        uuid NOT NULL,
  client_id uuid NOT NULL REFERENCES clients,
  user_id   uuid NOT NULL,
  url       text NOT NULL CHECK (url <> ''), -- of its push service
  label     text NOT NULL DEFAULT '',
  made_at   timestamptz NOT NULL,
  ended_at  timestamptz,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (user_id, client_id) REFERENCES users (id, client_id)
);
CREATE UNIQUE INDEX devices_once ON devices (user_id, url) WHERE ended_at IS NULL;

ALTER TABLE pushes
  ALTER lead_id DROP NOT NULL,               -- a test, or that an endpoint is switched off, is about no lead
  ADD channel     text NOT NULL DEFAULT 'mail' CHECK (channel IN ('mail', 'webhook', 'device')),
  ADD endpoint_id uuid,
  ADD device_id   uuid,
  ADD lane        uuid,                      -- who waits with it: pushes of one lane never hold up another's
  ADD tries       smallint NOT NULL DEFAULT 0,
  ADD next_at     timestamptz,               -- null: it is settled, or its endpoint is switched off
  ADD FOREIGN KEY (endpoint_id, client_id) REFERENCES endpoints (id, client_id),
  ADD FOREIGN KEY (device_id, client_id) REFERENCES devices (id, client_id),
  DROP CONSTRAINT pushes_event_check,
  ADD CONSTRAINT pushes_event_check CHECK (event IN ('released', 'reassigned', 'repeat', 'overdue', 'test', 'disabled')),
  ADD CONSTRAINT about_a_lead CHECK (lead_id IS NOT NULL OR event IN ('test', 'disabled')),
  ADD CONSTRAINT settled_is_not_due CHECK (next_at IS NULL OR (sent_at IS NULL AND failed_at IS NULL));
UPDATE pushes SET lane = client_id, next_at = CASE WHEN sent_at IS NULL AND failed_at IS NULL THEN created_at END;
ALTER TABLE pushes ALTER lane SET NOT NULL;
CREATE INDEX pushes_waiting ON pushes (lane, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX pushes_endpoint ON pushes (endpoint_id, created_at DESC, id DESC) WHERE channel = 'webhook';
CREATE INDEX releases_at ON releases (due_at) WHERE state = 'pending';

CREATE TABLE push_attempts (                 -- each try to send a push
  id        uuid NOT NULL,
  client_id uuid NOT NULL REFERENCES clients,
  push_id   uuid NOT NULL,
  at        timestamptz NOT NULL,
  ms        int NOT NULL,
  status    int,                             -- what was answered, where anything was
  problem   text NOT NULL DEFAULT '',        -- in our own words; '' where it went well
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (push_id, client_id) REFERENCES pushes (id, client_id)
);
CREATE INDEX push_attempts_push ON push_attempts (push_id, at);
SELECT append_only('push_attempts');
CREATE TABLE push_answers (                  -- the first words of an answer: they may be about people, so they can be erased
  attempt_id uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  answer     text NOT NULL,
  PRIMARY KEY (attempt_id, client_id),
  FOREIGN KEY (attempt_id, client_id) REFERENCES push_attempts (id, client_id)
);

SELECT protect('endpoints'), protect('endpoint_secrets'), protect('devices'), protect('push_attempts'), protect('push_answers');
GRANT SELECT, INSERT, UPDATE ON endpoints, endpoint_secrets, devices TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT ON push_attempts, push_answers TO ripen_agency, ripen_worker;
GRANT DELETE ON push_answers TO ripen_agency, ripen_worker;

-- A client's sales manager runs its endpoints; nobody of a client reads a secret, not even sealed.
CREATE POLICY manager ON endpoints TO ripen_client USING (current_duty() = 'sales_manager') WITH CHECK (current_duty() = 'sales_manager');
CREATE POLICY manager ON endpoint_secrets TO ripen_client USING (current_duty() = 'sales_manager') WITH CHECK (current_duty() = 'sales_manager');
CREATE POLICY webhooks ON pushes TO ripen_client USING (channel = 'webhook' AND current_duty() = 'sales_manager') WITH CHECK (channel = 'webhook' AND current_duty() = 'sales_manager');
CREATE POLICY of_push ON push_attempts TO ripen_client USING (EXISTS (SELECT FROM pushes p WHERE p.id = push_attempts.push_id AND p.client_id = push_attempts.client_id));
CREATE POLICY of_attempt ON push_answers TO ripen_client USING (EXISTS (SELECT FROM push_attempts a WHERE a.id = push_answers.attempt_id AND a.client_id = push_answers.client_id));
GRANT SELECT, INSERT, UPDATE (name, url, events, state, disabled_why, disabled_at, held_until) ON endpoints TO ripen_client;
GRANT SELECT (id, client_id, endpoint_id, made_at, valid_until), INSERT, UPDATE (valid_until) ON endpoint_secrets TO ripen_client;
GRANT SELECT, INSERT, UPDATE (tries, next_at, sent_at, failed_at, problem) ON pushes TO ripen_client;
GRANT SELECT ON push_attempts, push_answers TO ripen_client;
-- Everybody has his own devices, and may try them.
CREATE POLICY own ON devices TO ripen_client USING (user_id = current_person()) WITH CHECK (user_id = current_person());
GRANT SELECT, INSERT, UPDATE (ended_at) ON devices TO ripen_client;
CREATE POLICY own_test ON pushes TO ripen_client USING (channel = 'device' AND event = 'test' AND user_id = current_person()) WITH CHECK (channel = 'device' AND event = 'test' AND user_id = current_person());

-- Which lanes have something to send at the instant, of whichever client: two ids, and nothing of what is in them. Read
-- by leaps along the index, so that a long wait in one lane costs nothing.
-- +goose StatementBegin
CREATE FUNCTION due_lanes(instant timestamptz) RETURNS TABLE (client_id uuid, lane uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH RECURSIVE waiting AS (
    (SELECT p.lane FROM pushes p WHERE p.next_at IS NOT NULL ORDER BY p.lane LIMIT 1)
    UNION ALL
    SELECT n.lane FROM waiting w, LATERAL (SELECT p.lane FROM pushes p WHERE p.next_at IS NOT NULL AND p.lane > w.lane ORDER BY p.lane LIMIT 1) n
  )
  SELECT p.client_id, p.lane FROM waiting w, LATERAL (SELECT * FROM pushes p WHERE p.lane = w.lane AND p.next_at IS NOT NULL ORDER BY p.next_at LIMIT 1) p
  WHERE p.next_at <= instant AND NOT EXISTS (SELECT FROM endpoints e WHERE e.id = p.lane AND (e.held_until > instant OR e.state = 'disabled'))
$$;
-- +goose StatementEnd
-- Which A's have come to the end of their recall window.
-- +goose StatementBegin
CREATE FUNCTION due_releases(instant timestamptz) RETURNS TABLE (client_id uuid, release_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT r.client_id, r.id FROM releases r WHERE r.state = 'pending' AND r.due_at <= instant ORDER BY r.due_at LIMIT 500
$$;
-- +goose StatementEnd
REVOKE EXECUTE ON FUNCTION due_lanes(timestamptz), due_releases(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_lanes(timestamptz), due_releases(timestamptz) TO ripen_worker;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP FUNCTION due_releases(timestamptz), due_lanes(timestamptz);
DROP TABLE push_answers, push_attempts;
DROP POLICY own_test ON pushes;
DROP POLICY webhooks ON pushes;
REVOKE ALL ON pushes FROM ripen_client;
DELETE FROM pushes WHERE channel <> 'mail' OR lead_id IS NULL;
DROP INDEX releases_at;
ALTER TABLE pushes DROP channel, DROP endpoint_id, DROP device_id, DROP lane, DROP tries, DROP next_at, DROP CONSTRAINT about_a_lead, DROP CONSTRAINT pushes_event_check,
  ADD CONSTRAINT pushes_event_check CHECK (event IN ('released', 'reassigned', 'repeat', 'overdue')), ALTER lead_id SET NOT NULL;
DROP TABLE devices, endpoint_secrets, endpoints;
RESET ROLE;
