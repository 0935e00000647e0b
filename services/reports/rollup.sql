-- What came of the inquiries of these sources and days, program by program?
-- $1 client, $2 sources and $3 days, side by side. Each step is a walk along an index
-- (OFFSET 0 keeps it one), so that it is linear even right after an import, when the
-- planner does not know the tables yet.
WITH days AS (
  SELECT * FROM unnest($2::uuid[], $3::date[]) AS d (source_id, day)
), marked AS (
  SELECT i.*
  FROM days d CROSS JOIN LATERAL (
    SELECT source_id, program_id, received_on AS day, grade, first_grade, reached_at,
           EXISTS (SELECT FROM arrivals a WHERE a.inquiry_id = inquiries.id AND a.kind = 'repeat') AS repeated
    FROM inquiries
    WHERE client_id = $1 AND source_id = d.source_id AND received_on = d.day AND state <> 'undone'
    OFFSET 0
  ) i
), handed AS MATERIALIZED ( -- a lead bears the source and the day of its inquiry
  SELECT d.source_id, l.program_id, d.day, l.id AS lead_id
  FROM days d CROSS JOIN LATERAL (
    SELECT id, program_id FROM leads
    WHERE client_id = $1 AND source_id = d.source_id AND received_on = d.day
      AND EXISTS (SELECT FROM inquiries i WHERE i.id = leads.inquiry_id AND i.client_id = $1 AND i.state <> 'undone')
    OFFSET 0
  ) l
), ordered AS (
  SELECT h.source_id, h.program_id, h.day, o.ordered_on - h.day AS waited, o.value
  FROM handed h CROSS JOIN LATERAL (SELECT ordered_on, value * rate AS value FROM orders WHERE lead_id = h.lead_id AND client_id = $1 OFFSET 0) o
), facts AS (
  SELECT source_id, program_id, day, 1 AS inquiry, repeated::int AS repeat, (reached_at IS NOT NULL OR grade <> '')::int AS reached,
         (grade = 'A')::int AS a, (grade = 'B')::int AS b, (grade = 'C')::int AS c, (grade = 'D')::int AS d,
         (grade = 'A' AND first_grade IN ('B', 'C'))::int AS ripened, 0 AS lead, 0 AS won, NULL::numeric AS value, NULL::int AS waited
  FROM marked
  UNION ALL SELECT source_id, program_id, day, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, NULL, NULL FROM handed
  UNION ALL SELECT source_id, program_id, day, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, value, waited FROM ordered
)
INSERT INTO source_days (client_id, source_id, program_id, day, inquiries, repeats, reached, a, b, c, d, leads, ripened, orders, revenue, order_days)
SELECT $1, source_id, program_id, day, sum(inquiry), sum(repeat), sum(reached), sum(a), sum(b), sum(c), sum(d), sum(lead), sum(ripened),
       sum(won), sum(value), COALESCE(array_agg(waited ORDER BY waited) FILTER (WHERE waited IS NOT NULL), '{}')
FROM facts GROUP BY source_id, program_id, day
