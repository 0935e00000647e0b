-- Which of these external ids has the client seen before, within the same source? $1 client, $2 sources, $3 external ids, side by side
SELECT i.source_id, i.external_id, i.person_id, i.id AS inquiry_id, i.state <> 'undone' AS stands
FROM unnest($2::uuid[], $3::text[]) AS k (source_id, external_id)
JOIN inquiries i ON i.client_id = $1 AND i.source_id = k.source_id AND i.external_id = k.external_id AND i.external_id <> ''
ORDER BY stands
