-- Drops what was counted of these days, except what happened on other days. $1 client, $2 sources and $3 days, side by side
WITH days AS MATERIALIZED (
  SELECT * FROM unnest($2::uuid[], $3::date[]) AS d (source_id, day)
), graded AS (
  DELETE FROM grade_days t USING days d WHERE t.client_id = $1 AND t.basis = 'arrival' AND t.source_id = d.source_id AND t.day = d.day
), led AS (
  DELETE FROM lead_facts t USING days d WHERE t.client_id = $1 AND t.source_id = d.source_id AND t.came = d.day
)
DELETE FROM source_days t USING days d WHERE t.client_id = $1 AND t.basis = 'arrival' AND t.source_id = d.source_id AND t.day = d.day
