-- How many wait in each active program, up to $1?
SELECT g.id, (SELECT count(*) FROM (SELECT FROM inquiries i WHERE i.state = 'ready' AND i.promised_to IS NULL AND i.program_id = g.id LIMIT $1) x) AS n
FROM programs g WHERE g.state = 'active'
