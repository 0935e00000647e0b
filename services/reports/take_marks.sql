-- Which days changed since they were last counted? Taken, so that a mark made from now on stays.
WITH taken AS (
  DELETE FROM rollup_marks WHERE client_id = $1 RETURNING source_id, day
)
SELECT source_id, day FROM taken GROUP BY source_id, day
