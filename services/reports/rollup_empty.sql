-- Drops the days of these sources on which nothing happened after all. $1 client, $2 sources
WITH graded AS (
  DELETE FROM grade_days WHERE client_id = $1 AND basis = 'event' AND source_id = ANY ($2::uuid[]) AND (a, b, c, d) = (0, 0, 0, 0)
), decided AS (
  DELETE FROM decision_days WHERE client_id = $1 AND source_id = ANY ($2::uuid[]) AND (decided, a) = (0, 0)
)
DELETE FROM source_days
WHERE client_id = $1 AND basis = 'event' AND source_id = ANY ($2::uuid[])
  AND (inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned) = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
