-- What was learned of the client, where the program uses it? Its words only where they are not known by their version yet.
-- $1 client, $2 program, $3 version that is known
SELECT m.version, CASE WHEN m.version <> $3 THEN m.model END AS model
FROM (SELECT used FROM ripening_switches WHERE program_id = $2 AND client_id = $1 ORDER BY at DESC, id DESC LIMIT 1) s
JOIN LATERAL (SELECT version, model FROM ripening_models WHERE client_id = $1 ORDER BY version DESC LIMIT 1) m ON s.used
