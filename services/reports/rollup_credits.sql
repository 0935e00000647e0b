-- To which inquiries of its person is each order credited? To those that came up to its day; where none did, to the one
-- it was won with. The last one's part is what is left, and cents that cannot be split go to the first ones, so that the
-- parts add up exactly. A lead of the second cycle or a later one had ripened; what it orders after its first order is a
-- repeat. ORDERS is filled in. $1 client
INSERT INTO order_credits (order_id, inquiry_id, client_id, lead_id, source_id, program_id, came, ordered_on, first, last, even, worth, worth_even, product, followed, ripened, again)
SELECT o.id, i.id, o.client_id, l.id, i.source_id, i.program_id, i.received_on, o.ordered_on, i.place = 1, i.place = i.of,
       CASE WHEN i.place < i.of THEN round(1.0 / i.of, 12) ELSE 1 - (i.of - 1) * round(1.0 / i.of, 12) END,
       o.worth, trunc(o.worth / i.of, 2) + CASE WHEN i.place <= 100 * (o.worth - i.of * trunc(o.worth / i.of, 2)) THEN 0.01 ELSE 0 END,
       l.product, COALESCE(f.followed, ''), l.cycle > 1, e.yes IS NOT NULL
FROM (SELECT id, client_id, lead_id, ordered_on, round(value * rate, 2) AS worth FROM (ORDERS) all_of_them) o
JOIN leads l ON l.id = o.lead_id AND l.client_id = o.client_id
JOIN inquiries own ON own.id = l.inquiry_id AND own.client_id = l.client_id AND own.state <> 'undone'
LEFT JOIN lead_facts f ON f.lead_id = l.id AND f.client_id = l.client_id
LEFT JOIN LATERAL (SELECT true AS yes FROM orders WHERE lead_id = l.id AND client_id = l.client_id AND (ordered_on, id) < (o.ordered_on, o.id) LIMIT 1) e ON true
CROSS JOIN LATERAL (
  SELECT id, source_id, program_id, received_on, row_number() OVER (ORDER BY received_at, id) AS place, count(*) OVER () AS of
  FROM (
    SELECT id, source_id, program_id, received_on, received_at, received_on <= o.ordered_on AS before, bool_or(received_on <= o.ordered_on) OVER () AS any_before
    FROM inquiries WHERE person_id = own.person_id AND client_id = own.client_id AND state <> 'undone'
  ) theirs
  WHERE CASE WHEN any_before THEN before ELSE id = own.id END
) i
