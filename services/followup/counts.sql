-- How many leads are behind each tab? Nobody counts further than a thousand. VISIBLE is filled in.
-- $1 client, $2 rep or partner, $3 now
SELECT (SELECT count(*) FROM (SELECT FROM leads l WHERE VISIBLE AND l.closed_at IS NULL LIMIT 1000) x) AS open,
       (SELECT count(*) FROM (SELECT FROM leads l WHERE VISIBLE AND l.closed_at IS NULL AND l.accepted_at IS NULL LIMIT 1000) x) AS new,
       (SELECT count(*) FROM (SELECT FROM leads l WHERE VISIBLE AND l.closed_at IS NULL AND l.next_at < $3::timestamptz LIMIT 1000) x) AS overdue,
       (SELECT count(*) FROM (SELECT FROM leads l WHERE VISIBLE AND l.closed_at IS NULL AND l.next_at >= $3 AND l.next_at < $3 + interval '7 days' LIMIT 1000) x) AS week,
       (SELECT count(*) FROM (SELECT FROM leads l WHERE VISIBLE AND l.closed_at IS NOT NULL LIMIT 1000) x) AS closed
