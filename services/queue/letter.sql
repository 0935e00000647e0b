-- An e-mail that the plan writes, once.
INSERT INTO letters (id, client_id, inquiry_id, cycle, kind, step, subject, text, made_at, due_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT DO NOTHING
