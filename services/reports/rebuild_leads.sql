-- How does each lead of these clients stand, without what tells who it is? $1 clients
INSERT INTO lead_facts (lead_id, client_id, inquiry_id, source_id, program_id, version, came, released_on, product, region, country, followed, outcome, closed_on, cause, price, lost_to, orders, ordered_on)
SELECT l.id, p.client_id, i.id, p.source_id, p.program_id, COALESCE(l.criteria_version, 0), date '0001-01-01' + ((i.cohort >> 20) & 1048575)::int, (l.released_at AT TIME ZONE p.zone)::date, l.product, l.region, l.country,
       CASE WHEN l.kind <> 'released' THEN '' WHEN l.contacted_at <= l.released_at + interval '48 hours' THEN 'in_time' WHEN l.contacted_at IS NOT NULL THEN 'late' ELSE 'not_yet' END,
       l.outcome, (l.closed_at AT TIME ZONE p.zone)::date, COALESCE(o.cause, ''), COALESCE(o.price, ''), COALESCE(o.lost_to, ''), COALESCE(w.n, 0), w.first
FROM leads l
JOIN counting i ON i.id = l.inquiry_id
JOIN pairs p ON p.pair = i.cohort >> 40
LEFT JOIN close_outs o ON l.outcome = 'lost' AND o.lead_id = l.id AND o.client_id = l.client_id
LEFT JOIN (SELECT lead_id, count(*) AS n, min(ordered_on) AS first FROM orders WHERE client_id = ANY ($1::uuid[]) GROUP BY 1) w ON w.lead_id = l.id
WHERE l.client_id = ANY ($1::uuid[])
ORDER BY i.cohort
