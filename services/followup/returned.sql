-- How many of the A's that were released since then came back and were upheld, by who graded them and by source?
-- $1 since then
WITH released AS (
  SELECT l.client_id, l.source_id, l.source_name, l.graded_by, r.back, r.upheld
  FROM clients c CROSS JOIN LATERAL (
    SELECT id, client_id, source_id, source_name, graded_by FROM leads WHERE client_id = c.id AND released_at >= $1 AND kind = 'released' OFFSET 0
  ) l LEFT JOIN LATERAL (SELECT count(*) > 0 AS back, bool_or(upheld) AS upheld FROM returns WHERE lead_id = l.id AND client_id = l.client_id) r ON true
), counted AS (
  SELECT 'caller' AS kind, graded_by AS name, '' AS client_name, count(*) AS leads, count(*) FILTER (WHERE back) AS returned, count(*) FILTER (WHERE upheld) AS upheld
  FROM released WHERE graded_by <> '' GROUP BY graded_by
  UNION ALL SELECT 'source', r.source_name, c.name, count(*), count(*) FILTER (WHERE back), count(*) FILTER (WHERE upheld)
  FROM released r JOIN clients c ON c.id = r.client_id GROUP BY r.client_id, r.source_id, r.source_name, c.name
)
SELECT kind, name, client_name, leads::int AS leads, returned::int AS returned, upheld::int AS upheld FROM counted
WHERE returned > 0 ORDER BY kind, upheld DESC, returned DESC, name, client_name LIMIT 100
