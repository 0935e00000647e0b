-- How did a client's leads end, by source and product, and why, straight from what is stored? $1 client
SELECT i.source_id, l.product, l.outcome, o.cause, o.price, lower(o.lost_to), count(*), count(DISTINCT l.closed_at::date)
FROM leads l JOIN inquiries i ON i.id = l.inquiry_id AND i.client_id = l.client_id LEFT JOIN close_outs o ON o.lead_id = l.id AND o.client_id = l.client_id
WHERE l.client_id = $1 GROUP BY 1, 2, 3, 4, 5, 6
