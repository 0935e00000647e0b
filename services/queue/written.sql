-- What stays in the draft when a call has ended: the internal note has joined the history.
-- $7 the version that was written over (null: whatever is there), $8 the internal note: who has the same text has missed nothing
INSERT INTO drafts AS d (inquiry_id, client_id, answers, for_rep, internal, version, updated_by, updated_at) VALUES ($1, $2, $3, $4, '', 1, $5, $6)
ON CONFLICT (inquiry_id) DO UPDATE SET answers = $3, for_rep = $4, internal = '', fields = '{}', version = d.version + 1, updated_by = $5, updated_at = $6
WHERE $7::int IS NULL OR d.version = $7 OR (d.for_rep = $4 AND d.internal = $8 AND d.answers = $3)
