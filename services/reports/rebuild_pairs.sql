-- Which source can have brought a program its inquiries? Numbered in the order of the roll-ups' keys, so that what is
-- grouped by a number is written in the order of its index. $1 clients
CREATE TEMP TABLE pairs ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY c.id, s.id, p.id) AS pair, c.id AS client_id, s.id AS source_id, p.id AS program_id, c.zone
FROM clients c JOIN sources s ON s.client_id = c.id JOIN programs p ON p.client_id = c.id
WHERE c.id = ANY ($1::uuid[])
