-- Which inquiries does the caller have: the one on the line, and the one that is reserved? $1 the caller
SELECT id, client_id, inquiry_id, reserved FROM claims WHERE user_id = $1 AND ended_at IS NULL
