-- These promises will not be kept: their inquiries were closed. $1 inquiries, $2 the instant
UPDATE promises SET state = 'broken', settled_at = $2, broken_at = COALESCE(broken_at, $2) WHERE inquiry_id = ANY ($1) AND settled_at IS NULL
