-- Who is due in the next weeks, by what a chance depends on? Who is overdue counts in the first.
-- $1 client, $2 first day of the first week, $3 weeks
SELECT s.program_id, s.class, COALESCE(k.timeframe, '') AS timeframe, COALESCE(k.missing, '') AS missing, COALESCE(k.age, '') AS age, i.source_id,
       greatest(0, floor(extract(epoch FROM i.next_at - $2::timestamptz) / 604800))::int AS ahead,
       round(extract(epoch FROM i.next_at - s.since) / 604800)::int AS week, count(*)::int AS n
FROM inquiries i
JOIN stays s ON s.inquiry_id = i.id AND s.client_id = i.client_id AND s.ended_at IS NULL
LEFT JOIN stay_kinds k ON k.stay_id = s.id AND k.client_id = s.client_id
WHERE i.client_id = $1 AND i.state = 'nurtured' AND i.next_at < $2::timestamptz + $3 * interval '7 days'
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
