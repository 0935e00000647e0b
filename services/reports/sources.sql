-- What did each source cost, and what came of it?
-- $1 client; $2, $3 first and last day of arrival, null for open. Inquiries are first
-- ones and repeats. Spend counts by whole months; null: none was entered.
SELECT s.id AS source_id, s.name AS source, s.medium, s.audience, spent.spend,
       COALESCE(sum(d.inquiries), 0)::int AS inquiries,
       COALESCE(sum(d.repeats), 0)::int   AS repeats,
       COALESCE(sum(d.reached), 0)::int   AS reached,
       COALESCE(sum(d.a), 0)::int         AS a,
       COALESCE(sum(d.b), 0)::int         AS b,
       COALESCE(sum(d.c), 0)::int         AS c,
       COALESCE(sum(d.d), 0)::int         AS d,
       COALESCE(sum(d.leads), 0)::int     AS leads,
       COALESCE(sum(d.ripened), 0)::int   AS ripened,
       COALESCE(sum(d.orders), 0)::int    AS orders,
       sum(d.revenue)                     AS revenue,
       ARRAY(SELECT unnest(o.order_days) FROM source_days o
             WHERE o.client_id = $1 AND o.source_id = s.id AND o.orders > 0
               AND o.day >= COALESCE($2::date, '-infinity') AND o.day <= COALESCE($3::date, 'infinity')) AS days
FROM sources s
LEFT JOIN source_days d ON d.client_id = s.client_id AND d.source_id = s.id
  AND d.day >= COALESCE($2::date, '-infinity') AND d.day <= COALESCE($3::date, 'infinity')
LEFT JOIN LATERAL (
  SELECT sum(p.amount) AS spend FROM spends p
  WHERE p.client_id = s.client_id AND p.source_id = s.id
    AND p.month >= date_trunc('month', COALESCE($2::date, '-infinity')::timestamp) AND p.month <= COALESCE($3::date, 'infinity')
) spent ON true
WHERE s.client_id = $1
GROUP BY s.id, s.name, s.medium, s.audience, spent.spend
ORDER BY s.name, s.id
