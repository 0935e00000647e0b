-- Who of the client follows leads up, and who of them has read a version of the policy?
-- $1 client, $2 version
SELECT u.id AS user_id, u.name, COALESCE(p.name, '') AS partner_name, a.at
FROM users u
LEFT JOIN partners p ON p.id = u.partner_id AND p.client_id = u.client_id
LEFT JOIN follow_up_acknowledgements a ON a.user_id = u.id AND a.policy_id = $2
WHERE u.client_id = $1 AND u.role = 'rep' AND u.state = 'active'
ORDER BY a.at IS NOT NULL, u.name, u.id
