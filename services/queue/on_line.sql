-- Who has this person, or their number, on the line or reserved? $1 person
SELECT c.id, c.user_id, c.person_id, c.reserved, u.name
FROM persons p JOIN claims c ON c.ended_at IS NULL AND (c.person_id = p.id OR c.number_key = p.number_key) JOIN users u ON u.id = c.user_id
WHERE p.id = $1
