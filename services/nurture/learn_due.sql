-- Of which clients was nothing learned for a day?
-- $1 now
SELECT c.id AS client_id FROM clients c
WHERE NOT EXISTS (SELECT FROM ripening_models m WHERE m.client_id = c.id AND m.fitted_at > $1::timestamptz - interval '20 hours')
  AND EXISTS (SELECT FROM stays s WHERE s.client_id = c.id)
