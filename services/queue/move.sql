-- What was planned for an inquiry, or what moved it, and why.
INSERT INTO moves (id, client_id, inquiry_id, at, kind, step, plan_version, wanted_at, due_at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
