-- What did the inquiries bring in each month, by how the lead came about, straight from what is stored? A row a month and
-- kind: ready, ripened, repeat, repeat of ripened. $1 client; $2, $3 first and last day; $4 basis; $5 program, null for any
WITH theirs AS (
  SELECT * FROM inquiries WHERE client_id = $1 AND state <> 'undone'
), bought AS (
  SELECT o.id, o.ordered_on, round(o.value * o.rate, 2) AS worth, l.cycle, own.id AS own_id, own.person_id, row_number() OVER (PARTITION BY o.lead_id ORDER BY o.ordered_on, o.id) AS nth
  FROM orders o JOIN leads l ON l.id = o.lead_id JOIN theirs own ON own.id = l.inquiry_id WHERE o.client_id = $1
), credited AS (
  SELECT DISTINCT ON (b.id) b.*, p.received_on, p.program_id
  FROM bought b JOIN theirs p ON p.person_id = b.person_id
  WHERE p.received_on <= b.ordered_on OR p.id = b.own_id AND NOT EXISTS (SELECT FROM theirs e WHERE e.person_id = b.person_id AND e.received_on <= b.ordered_on)
  ORDER BY b.id, p.received_at, p.id
), placed AS (
  SELECT *, CASE $4 WHEN 'event' THEN ordered_on ELSE received_on END AS day FROM credited
)
SELECT to_char(day, 'YYYY-MM') || CASE WHEN nth > 1 AND cycle >= 2 THEN ' repeat of ripened' WHEN nth > 1 THEN ' repeat' WHEN cycle >= 2 THEN ' ripened' ELSE ' ready' END AS kind,
       count(*)::int AS orders, count(worth)::int AS valued, COALESCE(sum(worth), 0) AS worth
FROM placed WHERE day BETWEEN $2 AND $3 AND ($5::uuid IS NULL OR program_id = $5)
GROUP BY 1
