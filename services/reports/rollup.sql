-- What came of the inquiries of these sources and days, program by program?
-- $1 client, $2 sources and $3 days, side by side.
WITH days AS (
  SELECT * FROM unnest($2::uuid[], $3::date[]) AS d (source_id, day)
), counted AS (
  SELECT i.source_id, i.program_id, i.received_on AS day,
         count(*)                                                            AS inquiries,
         count(a.id)                                                         AS repeats,
         count(*) FILTER (WHERE i.reached_at IS NOT NULL OR i.grade <> '')   AS reached,
         count(*) FILTER (WHERE i.grade = 'A')                               AS a,
         count(*) FILTER (WHERE i.grade = 'B')                               AS b,
         count(*) FILTER (WHERE i.grade = 'C')                               AS c,
         count(*) FILTER (WHERE i.grade = 'D')                               AS d,
         count(*) FILTER (WHERE i.grade = 'A' AND i.first_grade IN ('B', 'C')) AS ripened
  FROM days JOIN inquiries i ON i.client_id = $1 AND i.source_id = days.source_id AND i.received_on = days.day
  LEFT JOIN arrivals a ON a.inquiry_id = i.id AND a.kind = 'repeat'
  WHERE i.state <> 'undone'
  GROUP BY 1, 2, 3
), handed AS (
  SELECT i.source_id, i.program_id, i.received_on AS day,
         count(DISTINCT l.id)   AS leads,
         count(o.id)            AS orders,
         sum(o.value * o.rate)  AS revenue,
         array_agg(o.ordered_on - i.received_on ORDER BY o.ordered_on - i.received_on) FILTER (WHERE o.id IS NOT NULL) AS order_days
  FROM days JOIN inquiries i ON i.client_id = $1 AND i.source_id = days.source_id AND i.received_on = days.day
  JOIN leads l ON l.inquiry_id = i.id AND l.client_id = i.client_id
  LEFT JOIN orders o ON o.lead_id = l.id AND o.client_id = l.client_id
  WHERE i.state <> 'undone'
  GROUP BY 1, 2, 3
)
INSERT INTO source_days (client_id, source_id, program_id, day, inquiries, repeats, reached, a, b, c, d, leads, ripened, orders, revenue, order_days)
SELECT $1, source_id, program_id, day, inquiries, repeats, reached, a, b, c, d, COALESCE(leads, 0), ripened,
       COALESCE(orders, 0), revenue, COALESCE(order_days, '{}')
FROM counted LEFT JOIN handed USING (source_id, program_id, day)
