-- Open every lead of a client, $4 of them overdue and all others due later; nobody has been told.
-- $1 client, $2 reps, $3 now, $4 how many
UPDATE leads l SET closed_at = NULL, outcome = '', rep_id = ($2::uuid[])[1 + r.n % cardinality($2)], released_at = r.at, received_on = r.at::date, accepted_at = r.at, contacted_at = r.at, updated_at = r.at,
       next_at = r.at + interval '7 days', next_what = 'update'
FROM (
  SELECT id, n, CASE WHEN n <= $4 THEN $3::timestamptz - interval '9 days' ELSE $3 - interval '1 day' - n % 20 * interval '1 minute' END AS at
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM leads WHERE client_id = $1) x
) r
WHERE l.id = r.id AND l.client_id = $1
