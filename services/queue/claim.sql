-- Which inquiry is next for this caller, and what does the calling policy need to know of its person?
-- $1 programs, $2 their client's turn (lower is first), $3 windows open now in which his languages are spoken,
-- $4 the caller, $5 attempts back to, $6 programs to look into
-- A promise to this caller comes first. Else three steps (measured flat from 10 thousand to 5 million rows): rank the
-- programs by tier, turn, and then worth × probability, or the clock of promises and hot ones, each by its best row that
-- may be called now: that is mostly among the program's first, and else the best of the heads of its windows; rank the
-- heads of the windows of the best programs; then lock the best row of the best range. The outer LIMIT stops at the first.
-- Whose person or number is on the line already is passed over, by a look at the few open claims.
WITH mine AS MATERIALIZED (
  SELECT i.id, i.client_id FROM inquiries i
  WHERE i.promised_to = $4 AND i.state = 'ready' AND i.program_id = ANY ($1::uuid[]) AND i.window_id = ANY ($3::int[])
    AND (SELECT NOT EXISTS (SELECT FROM claims c WHERE c.person_id = p.id AND c.ended_at IS NULL)
                AND NOT EXISTS (SELECT FROM claims c WHERE c.number_key = p.number_key AND c.ended_at IS NULL)
         FROM persons p WHERE p.id = i.person_id AND p.client_id = i.client_id)
  ORDER BY i.due_at LIMIT 1 FOR UPDATE SKIP LOCKED
), heads AS MATERIALIZED (
  SELECT p.program_id, p.turn, head.tier, head.rank, head.clock
  FROM unnest($1::uuid[], $2::float8[]) AS p (program_id, turn)
  CROSS JOIN LATERAL (
    (SELECT tier, rank, clock FROM (
      SELECT i.window_id, i.tier, i.rank, i.clock FROM inquiries i
      WHERE i.state = 'ready' AND i.promised_to IS NULL AND i.program_id = p.program_id
      ORDER BY i.tier, i.rank DESC, i.clock, i.id LIMIT 16) first
     WHERE window_id = ANY ($3::int[]) LIMIT 1)
    UNION ALL
    (SELECT w.tier, w.rank, w.clock FROM unnest($3::int[]) AS o (window_id)
     CROSS JOIN LATERAL (
      SELECT i.tier, i.rank, i.clock FROM inquiries i
      WHERE i.state = 'ready' AND i.promised_to IS NULL AND i.program_id = p.program_id AND i.window_id = o.window_id
      ORDER BY i.tier, i.rank DESC, i.clock, i.id LIMIT 1) w
     ORDER BY w.tier, w.rank DESC, w.clock LIMIT 1)
    LIMIT 1) head
  WHERE NOT EXISTS (SELECT FROM mine)
), ranges AS MATERIALIZED (
  SELECT best.program_id, o.window_id
  FROM (SELECT * FROM heads ORDER BY tier, turn, rank DESC, clock LIMIT $6) best
  CROSS JOIN unnest($3::int[]) AS o (window_id)
  CROSS JOIN LATERAL (
    SELECT i.tier, i.rank, i.clock FROM inquiries i
    WHERE i.state = 'ready' AND i.promised_to IS NULL AND i.program_id = best.program_id AND i.window_id = o.window_id
    ORDER BY i.tier, i.rank DESC, i.clock, i.id LIMIT 1) head
  ORDER BY head.tier, best.turn, head.rank DESC, head.clock
), picked AS MATERIALIZED (
  SELECT id, client_id FROM mine
  UNION ALL
  (SELECT q.id, q.client_id FROM ranges r CROSS JOIN LATERAL (
    SELECT i.id, i.client_id FROM inquiries i
    WHERE i.state = 'ready' AND i.promised_to IS NULL AND i.program_id = r.program_id AND i.window_id = r.window_id
      AND (SELECT NOT EXISTS (SELECT FROM claims c WHERE c.person_id = p.id AND c.ended_at IS NULL)
                  AND NOT EXISTS (SELECT FROM claims c WHERE c.number_key = p.number_key AND c.ended_at IS NULL)
           FROM persons p WHERE p.id = i.person_id AND p.client_id = i.client_id)
    ORDER BY i.tier, i.rank DESC, i.clock, i.id LIMIT 1 FOR UPDATE SKIP LOCKED) q
  LIMIT 1)
)
SELECT i.id, i.client_id, i.program_id, i.person_id, i.state, i.class, i.tier, i.window_id, i.due_at, i.next_at, i.promised_to, i.step, i.channel, i.begun_at, i.cycle,
       i.attempts, i.last_attempt_at, i.last_disposition, i.received_at, i.first_call_by, i.first_called_at, i.reached_at,
       i.grade, i.first_grade, i.graded_at, i.criteria_id, i.nurture_reason, i.decision_reason, i.closed_reason, i.closed_at, i.via,
       p.phone, p.number_key, g.max_attempts,
       (SELECT n.steps FROM contact_plans n WHERE n.program_id = i.program_id AND n.class = i.class AND n.state = 'in_force') AS steps,
       ARRAY (SELECT a.at FROM attempts a WHERE a.person_id = i.person_id AND a.at > $5 AND a.counts ORDER BY a.at) AS tried,
       (SELECT max(a.at) FROM attempts a WHERE a.person_id = i.person_id AND a.disposition = 'refused'
              AND NOT EXISTS (SELECT FROM withdrawals x WHERE x.attempt_id = a.id)) AS refused_at,
       ARRAY (SELECT d.scope || CASE WHEN d.client_id IS NULL THEN '-agency' ELSE '' END FROM do_not_call d
              WHERE d.key = ANY (ARRAY[p.number_key, p.mail_key, uuid_send(p.id), uuid_send(p.organisation_id)])
              AND d.withdrawn_at IS NULL AND (d.client_id IS NULL OR d.client_id = i.client_id) ORDER BY 1) AS banned,
       ARRAY (SELECT l.id FROM screened_numbers n JOIN screening_lists l ON l.upload_id = n.upload_id
              WHERE n.key = p.number_key AND (l.client_id IS NULL OR l.client_id = i.client_id)) AS listed,
       ARRAY (SELECT program_id FROM heads) AS callable, (SELECT count(*) FROM heads) AS heads
FROM picked JOIN inquiries i USING (id, client_id)
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
LIMIT 1
