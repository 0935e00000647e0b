-- How does each lead of these inquiries stand, without what tells who it is? INQUIRIES is filled in. $1 client
INSERT INTO lead_facts (lead_id, client_id, inquiry_id, source_id, program_id, version, came, released_on, product, region, country, followed, outcome, closed_on, cause, price, lost_to, orders, ordered_on)
SELECT l.id, i.client_id, i.id, i.source_id, i.program_id, COALESCE(l.criteria_version, 0), i.received_on, (l.released_at AT TIME ZONE c.zone)::date, l.product, l.region, l.country,
       CASE WHEN l.kind <> 'released' THEN '' WHEN l.contacted_at <= l.released_at + interval '48 hours' THEN 'in_time' WHEN l.contacted_at IS NOT NULL THEN 'late' ELSE 'not_yet' END,
       l.outcome, (l.closed_at AT TIME ZONE c.zone)::date, COALESCE(o.cause, ''), COALESCE(o.price, ''), COALESCE(o.lost_to, ''), w.n, w.first
FROM (INQUIRIES) i
JOIN clients c ON c.id = i.client_id
CROSS JOIN LATERAL (
  SELECT id, criteria_version, released_at, product, region, country, kind, contacted_at, outcome, closed_at FROM leads WHERE inquiry_id = i.id AND client_id = i.client_id
  OFFSET 0
) l
LEFT JOIN LATERAL (
  SELECT cause, price, lost_to FROM close_outs WHERE l.outcome = 'lost' AND lead_id = l.id AND client_id = i.client_id ORDER BY at DESC, id DESC LIMIT 1
) o ON true
CROSS JOIN LATERAL (SELECT count(*) AS n, min(ordered_on) AS first FROM orders WHERE lead_id = l.id AND client_id = i.client_id) w
ON CONFLICT (lead_id, client_id) DO UPDATE
SET source_id = excluded.source_id, program_id = excluded.program_id, version = excluded.version, came = excluded.came, released_on = excluded.released_on, product = excluded.product,
    region = excluded.region, country = excluded.country, followed = excluded.followed, outcome = excluded.outcome, closed_on = excluded.closed_on, cause = excluded.cause,
    price = excluded.price, lost_to = excluded.lost_to, orders = excluded.orders, ordered_on = excluded.ordered_on
