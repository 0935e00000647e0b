-- How many of a period's leads were contacted within 48 clock hours, of how many whose hours are over? VISIBLE is filled in.
-- $1 client, $2 rep or partner, $3 now, $4 from
SELECT count(*) FILTER (WHERE l.contacted_at <= l.released_at + interval '48 hours') AS k,
       count(*) FILTER (WHERE l.contacted_at IS NOT NULL OR l.released_at + interval '48 hours' <= $3::timestamptz) AS n
FROM leads l
WHERE VISIBLE AND l.kind = 'released' AND l.outcome <> 'returned' AND l.released_at >= $4 AND l.released_at < $3
