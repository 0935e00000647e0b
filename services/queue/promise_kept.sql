-- The person was spoken to, so that the promise is kept, or was broken before. $1 inquiry, $2 the instant, $3 what was due before is late
UPDATE promises SET settled_at = $2::timestamptz, state = CASE WHEN state = 'broken' OR due_at < $3 THEN 'broken' ELSE 'kept' END,
       broken_at = CASE WHEN state = 'broken' THEN broken_at WHEN due_at < $3 THEN $2 END
WHERE inquiry_id = $1 AND settled_at IS NULL
