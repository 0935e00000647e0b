-- What the pages that watch a client's sources ask, straight from what is stored: arrivals by week, first decisions and
-- orders by day, follow-up of leads alike. $1 client
WITH counted AS NOT MATERIALIZED (
  SELECT i.*, z.zone FROM inquiries i JOIN clients z ON z.id = i.client_id WHERE i.client_id = $1 AND i.state <> 'undone'
)
SELECT 'came', source_id, (received_on - date '1970-01-05') / 7, NULL, count(*), 0 FROM counted GROUP BY 2, 3
UNION ALL
SELECT 'decided', i.source_id, (d.at AT TIME ZONE i.zone)::date - date '1970-01-01', NULL, count(*), count(*) FILTER (WHERE i.first_grade = 'A')
FROM counted i JOIN (SELECT inquiry_id, min(at) AS at FROM gradings WHERE client_id = $1 AND kind = 'caller' GROUP BY 1) d ON d.inquiry_id = i.id GROUP BY 2, 3
UNION ALL
SELECT 'ordered', f.source_id, f.received_on - date '1970-01-01', (o.ordered_on - f.received_on)::text, count(*), sum(o.value * o.rate)
FROM orders o JOIN leads l ON l.id = o.lead_id AND l.client_id = o.client_id JOIN counted i ON i.id = l.inquiry_id
CROSS JOIN LATERAL (SELECT source_id, received_on FROM inquiries WHERE person_id = i.person_id AND client_id = $1 AND state <> 'undone' ORDER BY received_at, id LIMIT 1) f
WHERE o.client_id = $1 GROUP BY 2, 3, 4
UNION ALL
SELECT 'followed', i.source_id, i.received_on - date '1970-01-01', concat_ws(' ', l.product, l.region, l.contacted_at <= l.released_at + interval '48 hours'), count(*), count(o.id)
FROM leads l JOIN counted i ON i.id = l.inquiry_id LEFT JOIN orders o ON o.lead_id = l.id AND o.client_id = l.client_id WHERE l.client_id = $1 GROUP BY 2, 3, 4
