-- The letter that went is an attempt: nobody dialled, so it counts against no cap.
INSERT INTO attempts (id, client_id, program_id, inquiry_id, person_id, decision_id, user_id, cycle, at, channel, disposition, reached, counts)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'email', 'letter_sent', false, false)
