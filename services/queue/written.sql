-- What stays in the draft when a call has ended: the internal note has joined the history.
INSERT INTO drafts (inquiry_id, client_id, answers, for_rep, internal, version, updated_by, updated_at) VALUES ($1, $2, $3, $4, '', 1, $5, $6)
ON CONFLICT (inquiry_id) DO UPDATE SET answers = $3, for_rep = $4, internal = '', version = drafts.version + 1, updated_by = $5, updated_at = $6
