-- How many calls were made that some rule forbids, and how many were blocked that none does?
SELECT count(*) FILTER (WHERE c.allowed AND o.call IS NOT NULL) AS violations, count(*) FILTER (WHERE NOT c.allowed AND o.call IS NULL) AS needless
FROM calls c LEFT JOIN (SELECT DISTINCT call FROM objections) o ON o.call = c.id
