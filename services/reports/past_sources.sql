-- Which sources has a client, counted with those merged into them, and how many of their inquiries since a day came for
-- another program than the one asked for? $1 client, $2 first day, $3 program, null for any
SELECT s.id AS source_id, s.label AS name, s.medium,
       COALESCE((SELECT sum(d.inquiries) FROM sources m JOIN source_days d ON d.client_id = m.client_id AND d.basis = 'arrival' AND d.source_id = m.id
                 WHERE $3::uuid IS NOT NULL AND m.client_id = $1 AND m.counts_as = s.id AND d.day >= $2 AND d.program_id <> $3), 0)::int AS elsewhere
FROM sources s
WHERE s.client_id = $1 AND s.merged_into IS NULL
ORDER BY s.label, s.id
