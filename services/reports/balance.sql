-- Where is everything that ever came in? One row a client; $1 one client, or null for all.
-- The left side counts what came in, the right side where it is now; the difference is 0.
WITH came AS (
  SELECT client_id, count(*) AS received,
         count(*) FILTER (WHERE kind = 'rejected')    AS rejected,
         count(*) FILTER (WHERE kind = 'quarantined') AS quarantined
  FROM arrivals WHERE $1::uuid IS NULL OR client_id = $1 GROUP BY client_id
), waiting AS (
  SELECT client_id, count(*) AS submissions
  FROM submissions WHERE accepted_at IS NULL AND rejected = '' AND ($1::uuid IS NULL OR client_id = $1) GROUP BY client_id
), placed AS (
  SELECT i.client_id,
         count(*) FILTER (WHERE i.state IN ('scheduled', 'ready') AND p.id IS NULL)     AS in_plan,
         count(*) FILTER (WHERE i.state IN ('scheduled', 'ready') AND p.id IS NOT NULL) AS promised,
         count(*) FILTER (WHERE i.state = 'decision') AS needs_decision,
         count(*) FILTER (WHERE i.state = 'held')     AS held,
         count(*) FILTER (WHERE i.state = 'pending')  AS pending,
         count(*) FILTER (WHERE i.state = 'nurtured') AS nurtured,
         count(*) FILTER (WHERE i.state = 'released') AS released,
         count(*) FILTER (WHERE i.state = 'closed')   AS closed_total,
         count(*) FILTER (WHERE i.state = 'merged')   AS merged,
         count(*) FILTER (WHERE i.state = 'erased')   AS erased,
         count(*) FILTER (WHERE i.state = 'undone')   AS undone
  FROM inquiries i LEFT JOIN promises p ON p.inquiry_id = i.id AND p.settled_at IS NULL
  WHERE $1::uuid IS NULL OR i.client_id = $1 GROUP BY i.client_id
), ended AS (
  SELECT client_id, jsonb_object_agg(closed_reason, n) AS closed
  FROM (SELECT client_id, closed_reason, count(*) AS n FROM inquiries
        WHERE state = 'closed' AND ($1::uuid IS NULL OR client_id = $1) GROUP BY 1, 2) r
  GROUP BY client_id
)
SELECT c.id AS client_id, c.slug AS client,
       COALESCE(received, 0) + COALESCE(submissions, 0)    AS received,
       COALESCE(rejected, 0)                               AS rejected,
       COALESCE(quarantined, 0) + COALESCE(submissions, 0) AS quarantined,
       COALESCE(in_plan, 0) AS in_plan, COALESCE(promised, 0) AS promised, COALESCE(needs_decision, 0) AS needs_decision,
       COALESCE(held, 0) AS held, COALESCE(pending, 0) AS pending, COALESCE(nurtured, 0) AS nurtured, COALESCE(released, 0) AS released,
       COALESCE(closed, '{}') AS closed, COALESCE(closed_total, 0) AS closed_total,
       COALESCE(merged, 0) AS merged, COALESCE(erased, 0) AS erased, COALESCE(undone, 0) AS undone
FROM clients c
LEFT JOIN came ON came.client_id = c.id
LEFT JOIN waiting ON waiting.client_id = c.id
LEFT JOIN placed ON placed.client_id = c.id
LEFT JOIN ended ON ended.client_id = c.id
WHERE $1::uuid IS NULL OR c.id = $1
ORDER BY c.slug
