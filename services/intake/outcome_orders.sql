-- Which orders do these leads have already? $1 client, $2 leads
SELECT lead_id, ordered_on, value::text AS value FROM orders WHERE client_id = $1 AND lead_id = ANY ($2::uuid[])
