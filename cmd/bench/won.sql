-- Win every lead of a client: each of one to three orders, every fifth lead of an organisation that has another.
-- $1 client, $2 rep, $3 now
WITH won AS (
  UPDATE leads l SET outcome = 'won', closed_at = l.released_at + interval '40 days', next_at = NULL, next_what = '', rep_id = $2, organisation = 'Practice ' || r.n % (r.all_of_them * 4 / 5)
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS all_of_them FROM leads WHERE client_id = $1) r
  WHERE l.id = r.id AND l.client_id = $1
  RETURNING l.id, l.client_id, r.n
)
INSERT INTO orders (id, client_id, lead_id, ordered_on, value, currency, user_id, at)
SELECT gen_random_uuid(), w.client_id, w.id, ($3::timestamptz - (w.n % 700) * interval '1 day' - k * interval '40 days')::date, 1000 + w.n % 5000, 'USD', $2, $3
FROM won w, generate_series(0, w.n::int % 3) AS k
