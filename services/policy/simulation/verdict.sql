-- How many proposed calls does each rule forbid, and how many of those were made?
SELECT r.rule, count(DISTINCT o.call) AS objections, count(DISTINCT o.call) FILTER (WHERE c.allowed) AS violations
FROM (SELECT id AS rule FROM rules WHERE hours <> '' OR holidays <> '' OR caps <> '[]' OR lists <> '[]' OR rest_days > 0 UNION SELECT rule FROM objections) r
LEFT JOIN objections o ON o.rule = r.rule LEFT JOIN calls c ON c.id = o.call
GROUP BY r.rule ORDER BY r.rule
