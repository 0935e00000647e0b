-- Which sources were seen to be tapped out, and by whom: the newest word of each that was not taken back.
-- $1 client.
SELECT DISTINCT ON (s.source_id) s.id, s.source_id, s.named_on, s.note, s.at, u.name AS by
FROM source_sights s JOIN users u ON u.id = s.user_id
WHERE s.client_id = $1 AND s.takes_back IS NULL AND NOT EXISTS (SELECT 1 FROM source_sights t WHERE t.client_id = $1 AND t.takes_back = s.id)
ORDER BY s.source_id, s.at DESC, s.id
