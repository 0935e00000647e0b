-- What the calling policy said, before the number was shown.
INSERT INTO decisions (id, client_id, inquiry_id, at, verdict, rules, reason, zone, closes_at, retry_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
