-- Which inquiry does the caller have? $1 the caller
SELECT inquiry_id FROM claims WHERE user_id = $1 AND ended_at IS NULL
