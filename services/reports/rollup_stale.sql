-- Where are the inquiries of leads that still bear these sources and days, while they were moved to another source?
-- $1 client, $2 sources and $3 days, side by side
SELECT DISTINCT i.source_id, i.received_on AS day
FROM unnest($2::uuid[], $3::date[]) AS d (source_id, day)
CROSS JOIN LATERAL (SELECT inquiry_id FROM leads WHERE client_id = $1 AND source_id = d.source_id AND received_on = d.day OFFSET 0) l
CROSS JOIN LATERAL (SELECT source_id, received_on FROM inquiries WHERE id = l.inquiry_id AND client_id = $1 OFFSET 0) i
WHERE (i.source_id, i.received_on) <> (d.source_id, d.day)
