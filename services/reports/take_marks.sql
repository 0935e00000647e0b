-- Which days changed since they were last counted? Taken, so that a mark made from now on stays.
-- $1 client, $2 how many days at most
WITH marked AS (
  SELECT DISTINCT source_id, day FROM rollup_marks WHERE client_id = $1 LIMIT $2
), taken AS (
  DELETE FROM rollup_marks m USING marked s WHERE m.client_id = $1 AND m.source_id = s.source_id AND m.day = s.day
)
SELECT source_id, day FROM marked
