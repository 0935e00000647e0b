-- The caller no longer has it.
UPDATE claims SET ended_at = $3, ended_how = $4 WHERE id = $1 AND client_id = $2
