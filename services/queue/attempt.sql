-- The person was tried, and it ended so. $14 the channel
INSERT INTO attempts (id, client_id, program_id, inquiry_id, person_id, claim_id, decision_id, user_id, cycle, at, channel, disposition, reached, counts, number_key)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $14, $11, $12, $13, (SELECT number_key FROM claims WHERE id = $6 AND client_id = $2))
