-- Which orders are credited to these days, or are of people who inquired on them? The facts of their leads are counted already;
-- those of other inquiries of the same people, and of inquiries that were undone, are looked up. $1 client, $2 sources and $3 days, side by side
WITH days AS (
  SELECT * FROM unnest($2::uuid[], $3::date[]) AS d (source_id, day)
)
SELECT c.order_id AS id
FROM days d CROSS JOIN LATERAL (SELECT order_id FROM order_credits WHERE client_id = $1 AND source_id = d.source_id AND came = d.day OFFSET 0) c
UNION
SELECT o.id
FROM days d
CROSS JOIN LATERAL (SELECT lead_id FROM lead_facts WHERE client_id = $1 AND source_id = d.source_id AND came = d.day OFFSET 0) l
CROSS JOIN LATERAL (SELECT id FROM orders WHERE lead_id = l.lead_id AND client_id = $1 OFFSET 0) o
UNION
SELECT o.id
FROM days d
CROSS JOIN LATERAL (SELECT id, person_id, state FROM inquiries WHERE client_id = $1 AND source_id = d.source_id AND received_on = d.day OFFSET 0) own
CROSS JOIN LATERAL (SELECT id FROM inquiries WHERE person_id = own.person_id AND client_id = $1 AND (id <> own.id OR own.state = 'undone') OFFSET 0) i
CROSS JOIN LATERAL (SELECT id FROM leads WHERE inquiry_id = i.id AND client_id = $1 OFFSET 0) l
CROSS JOIN LATERAL (SELECT id FROM orders WHERE lead_id = l.id AND client_id = $1 OFFSET 0) o
