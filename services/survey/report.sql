-- The answers of a client by source, with what is merged into it, and measure. $1 client
SELECT r.label AS source, f.measure, sum(f.asked)::int AS asked, sum(f.n)::int AS n, sum(f.bought)::int AS bought, sum(f.us)::int AS us, sum(f.unreported)::int AS unreported,
       sum(f.w) AS w, sum(f.w_bought) AS w_bought, sum(f.w_us) AS w_us, sum(f.w_squares) AS w_squares
FROM survey_figures f
JOIN sources s ON s.id = f.source_id AND s.client_id = f.client_id
JOIN sources r ON r.id = s.counts_as AND r.client_id = s.client_id
WHERE f.client_id = $1
GROUP BY r.id, r.label, f.measure
ORDER BY r.label, r.id, f.measure
