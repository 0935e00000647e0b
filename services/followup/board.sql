-- Which leads are on the manager's board, the next date first? VISIBLE, TAB, AFTER and ORDER are filled in.
-- $1 client, $2 partner, $3 now, $4 and $5 after, $6 at most; only of $7 rep, $8 partner, $9 region, $10 step (null: all)
SELECT l.id, l.name, l.organisation, l.city, l.region, l.phone, l.product, COALESCE(l.reasons -> 0 ->> 'answer', '') AS wants,
       l.worth_low, l.worth_high, l.currency, l.step, l.steps, l.released_at, l.accepted_at, l.next_at, l.next_what, l.outcome, l.closed_at,
       l.rep_id, COALESCE(u.name, '') AS rep_name, COALESCE(p.name, '') AS partner_name, l.cycle, l.program_name, l.source_name,
       COALESCE(s.steps -> l.step ->> 'name', '') AS next_step
FROM leads l
LEFT JOIN users u ON u.id = l.rep_id AND u.client_id = l.client_id
LEFT JOIN partners p ON p.id = l.partner_id AND p.client_id = l.client_id
LEFT JOIN processes s ON s.id = l.process_id AND s.client_id = l.client_id
WHERE VISIBLE AND TAB AND $3::timestamptz IS NOT NULL AND ($7::uuid IS NULL OR l.rep_id = $7) AND ($8::uuid IS NULL OR l.partner_id = $8)
  AND ($9::text IS NULL OR l.region = $9) AND ($10::int IS NULL OR l.step = $10) AND AFTER
ORDER BY ORDER
LIMIT $6
