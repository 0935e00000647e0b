-- Which of these external ids has the client seen before, within the same source? $1 client, $2 sources, $3 external ids, side by side
-- Each half along an index of its own: inquiries_external, and inquiries_undone for what an undone import has left behind.
WITH k AS MATERIALIZED (SELECT source_id, external_id FROM unnest($2::uuid[], $3::text[]) AS k (source_id, external_id))
SELECT i.source_id, i.external_id, i.person_id, i.id AS inquiry_id, false AS stands
FROM k JOIN inquiries i ON i.client_id = $1 AND i.source_id = k.source_id AND i.external_id = k.external_id AND i.external_id <> '' AND i.state = 'undone'
UNION ALL
SELECT i.source_id, i.external_id, i.person_id, i.id, true
FROM k JOIN inquiries i ON i.client_id = $1 AND i.source_id = k.source_id AND i.external_id = k.external_id AND i.external_id <> '' AND i.state <> 'undone'
ORDER BY stands
