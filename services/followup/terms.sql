-- By which terms does the client follow its leads up now, in which zone, and on which days is it closed?
-- $1 client
SELECT c.zone, COALESCE(p.version, 0) AS version, p.id AS policy_id, p.terms,
       ARRAY(SELECT d.day FROM closed_days d WHERE d.client_id = c.id ORDER BY d.day) AS closed
FROM clients c
LEFT JOIN follow_up_policies p ON p.client_id = c.id AND p.state = 'in_force'
WHERE c.id = $1
