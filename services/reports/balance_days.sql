-- How did a client's balance sheet stand as each day began? The first row first; $2 after which row.
SELECT * FROM balance_days WHERE client_id = $1 AND seq > $2 ORDER BY seq
