-- When was each program served last, and how often of late? $1 back to, $2 the instant, $3 at most so many claims back
WITH recent AS (SELECT inquiry_id, client_id, at FROM claims WHERE at > $1 AND at <= $2 AND NOT reserved ORDER BY at DESC LIMIT $3)
SELECT i.program_id, max(r.at) AS last, count(*) FILTER (WHERE r.at > $2::timestamptz - interval '1 hour') AS n
FROM recent r JOIN inquiries i ON i.id = r.inquiry_id AND i.client_id = r.client_id
GROUP BY i.program_id
