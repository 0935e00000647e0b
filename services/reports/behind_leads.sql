-- Which leads or orders are behind a number of the report, as a client's marketer may see them? The newest day of arrival first:
-- those of the page are found, and then what is known of their leads.
-- $1 client; $2, $3 first and last day, null for open; $4 basis; $5 medium and $6 audience, '' for any; $7 program and $8
-- source, null for any; $9 attribution; $10 figure; $11 day, $12 source and $13 lead or order after which the page begins,
-- null for the first one; $14 how many.
WITH wanted AS MATERIALIZED (
  SELECT m.id, m.name FROM sources s JOIN sources m ON m.client_id = s.client_id AND m.counts_as = s.id
  WHERE s.client_id = $1 AND ($8::uuid IS NULL OR s.id = $8) AND ($5::text = '' OR s.medium = $5) AND ($6::text = '' OR s.audience = $6)
), page AS MATERIALIZED (
  SELECT * FROM (
    SELECT lead_id AS id, lead_id, came, source_id, NULL::date AS ordered_on, 0::numeric AS credit, NULL::numeric AS worth
    FROM lead_facts
    WHERE $10 <> 'orders' AND client_id = $1 AND source_id IN (SELECT id FROM wanted) AND ($7::uuid IS NULL OR program_id = $7)
      AND ($10 = 'leads' OR $10 IN ('in_time', 'late') AND followed = $10 OR outcome = $10)
      AND CASE WHEN $4 = 'arrival' THEN came WHEN $10 IN ('leads', 'in_time', 'late') THEN released_on ELSE closed_on END BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
    UNION ALL
    SELECT order_id, lead_id, came, source_id, ordered_on, sum(CASE WHEN $9 = 'even' THEN even ELSE 1 END), sum(CASE WHEN $9 = 'even' THEN worth_even ELSE worth END)
    FROM order_credits
    WHERE $10 = 'orders' AND client_id = $1 AND source_id IN (SELECT id FROM wanted) AND ($7::uuid IS NULL OR program_id = $7) AND ($9 = 'even' OR $9 = 'first' AND first OR $9 = 'last' AND last)
      AND CASE WHEN $4 = 'event' THEN ordered_on ELSE came END BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
    GROUP BY order_id, lead_id, came, source_id, ordered_on
  ) n
  WHERE $11::date IS NULL OR (n.came, n.source_id, n.id) < ($11, $12::uuid, $13::uuid)
  ORDER BY n.came DESC, n.source_id DESC, n.id DESC
  LIMIT $14
)
SELECT n.id, n.lead_id, n.came, n.source_id, m.name AS source, f.released_on, f.product, f.region, f.country, f.followed, f.outcome, f.closed_on, n.ordered_on, n.credit, n.worth
FROM page n
JOIN wanted m ON m.id = n.source_id
JOIN lead_facts f ON f.lead_id = n.lead_id AND f.client_id = $1
ORDER BY n.came DESC, n.source_id DESC, n.id DESC
