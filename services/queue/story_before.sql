-- Which calls were served, while this one could have been, by those who call in its program? By stretch and by what they were.
-- $1 from, $2 until, $3 program, $4 this inquiry
SELECT s.n::int AS stretch, (c.was ->> 'tier')::int AS tier, count(*)::int AS calls
FROM unnest($1::timestamptz[], $2::timestamptz[]) WITH ORDINALITY AS s (from_at, until, n)
JOIN claims c ON c.at >= s.from_at AND c.at < s.until AND c.inquiry_id <> $4
WHERE c.user_id IN (SELECT user_id FROM memberships WHERE program_id = $3) OR EXISTS (SELECT FROM inquiries i WHERE i.id = c.inquiry_id AND i.program_id = $3)
GROUP BY 1, 2 ORDER BY 1, 2
