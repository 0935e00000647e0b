-- What stands about a number for calls of a client? $1 client, $2 the number's key
SELECT ARRAY (SELECT d.scope || CASE WHEN d.client_id IS NULL THEN '-agency' ELSE '' END FROM do_not_call d
              WHERE d.key = $2 AND d.withdrawn_at IS NULL AND (d.client_id IS NULL OR d.client_id = $1) ORDER BY 1) AS banned,
       ARRAY (SELECT l.id FROM screened_numbers n JOIN screening_lists l ON l.upload_id = n.upload_id
              WHERE n.key = $2 AND (l.client_id IS NULL OR l.client_id = $1)) AS listed
