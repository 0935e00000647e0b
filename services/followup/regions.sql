-- In which regions are open leads, and how far have any of them come? VISIBLE is filled in.
-- $1 client, $2 partner
SELECT COALESCE(array_agg(DISTINCT l.region ORDER BY l.region) FILTER (WHERE l.region <> ''), '{}') AS regions, COALESCE(max(l.steps), 0) AS steps
FROM (SELECT region, steps FROM leads l WHERE VISIBLE AND l.closed_at IS NULL LIMIT 20000) l
