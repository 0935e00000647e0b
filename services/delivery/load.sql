-- How many leads has each rep of the client been given lately, and when was the last?
-- $1 client, $2 since when
SELECT rep_id, count(*) AS recent, max(released_at) AS last_at
FROM leads
WHERE client_id = $1 AND kind = 'released' AND released_at > $2 AND rep_id IS NOT NULL
GROUP BY rep_id
