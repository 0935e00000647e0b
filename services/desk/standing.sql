-- Who has this inquiry, who keeps its promise, and until when is it held back? $1 inquiry
SELECT (SELECT user_id FROM claims WHERE inquiry_id = $1 AND ended_at IS NULL LIMIT 1) AS held_by,
       (SELECT id FROM claims WHERE inquiry_id = $1 AND ended_at IS NULL LIMIT 1) AS claim_id,
       (SELECT user_id FROM promises WHERE inquiry_id = $1 AND settled_at IS NULL) AS keeper,
       (SELECT until FROM holds WHERE inquiry_id = $1 AND ended_at IS NULL) AS until
