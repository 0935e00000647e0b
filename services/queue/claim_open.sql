-- The caller has it, unless he has another, or the inquiry, its person or its number is with somebody else.
INSERT INTO claims (id, client_id, inquiry_id, person_id, number_key, user_id, decision_id, why, was, at, lease_until, reserved)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING
