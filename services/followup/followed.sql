-- How is each lead that was released in a period followed up, and who had it before? None is left out. VISIBLE and BACK are filled in.
-- $1 client, $2 rep or partner, $3 from, $4 to
SELECT l.id, l.rep_id, COALESCE(u.channel, '') AS rep_sells, COALESCE(u.name, '') AS rep_name, l.partner_id, COALESCE(p.name, '') AS partner_name,
       concat_ws(', ', NULLIF(l.region, ''), NULLIF(l.country, '')) AS region,
       l.released_at, l.assigned_at, l.accepted_at, l.contacted_at, l.updated_at, l.next_at, l.next_what, l.outcome, l.closed_at,
       l.worth_high, l.probability::float8 AS probability, BACK AS back,
       CASE WHEN l.assigned_at IS NOT NULL THEN (
         SELECT jsonb_agg(jsonb_build_object('rep_id', a.rep_id, 'name', COALESCE(o.name, ''), 'partner_id', o.partner_id, 'partner', COALESCE(q.name, ''), 'sells', COALESCE(o.channel, ''),
                  'at', a.at, 'until', a.until, 'accepted_at', c.at) ORDER BY a.at, a.id)
         FROM (SELECT id, rep_id, at, lead(at, 1, l.assigned_at) OVER (ORDER BY at, id) AS until FROM assignments WHERE lead_id = l.id AND client_id = l.client_id AND at < l.assigned_at) a
         LEFT JOIN users o ON o.id = a.rep_id AND o.client_id = l.client_id
         LEFT JOIN partners q ON q.id = o.partner_id AND q.client_id = l.client_id
         LEFT JOIN acceptances c ON c.lead_id = l.id AND c.user_id = a.rep_id
       ) END AS before
FROM leads l
LEFT JOIN users u ON u.id = l.rep_id AND u.client_id = l.client_id
LEFT JOIN partners p ON p.id = l.partner_id AND p.client_id = l.client_id
WHERE VISIBLE AND l.kind = 'released' AND l.released_at >= $3 AND l.released_at < $4
