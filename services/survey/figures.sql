-- What do the answers come to, by source and measure? $1 client, $2 today in the client's zone
-- A sample stands for 1/share. Who is known by an order did not have to answer, and who had bought before a wave is not
-- asked in it: both weigh as much as those who were asked and did answer.
INSERT INTO survey_figures (client_id, source_id, measure, asked, n, bought, us, unreported, w, w_bought, w_us, w_squares)
WITH q AS (
  SELECT q.source_id, q.wave, q.came, q.state, a.bought, a.month, a.way, 1 / q.share::float8 AS stands_for,
         a.bought = 'us' AND a.way <> 'order'
           AND NOT EXISTS (SELECT FROM leads l JOIN orders o ON o.lead_id = l.id AND o.client_id = l.client_id WHERE l.inquiry_id = q.inquiry_id AND l.client_id = q.client_id) AS unreported
  FROM survey_questions q LEFT JOIN survey_answers a ON a.question_id = q.id AND a.client_id = q.client_id
  WHERE q.client_id = $1 AND q.state NOT IN ('waiting', 'left_out')
), replied AS (
  SELECT wave, COALESCE(count(*) FILTER (WHERE state = 'answered')::float8 / NULLIF(count(*) FILTER (WHERE state <> 'known'), 0), 1) AS rate FROM q GROUP BY wave
), facts AS (
  SELECT q.source_id, q.wave::text AS measure, q.state IN ('asked', 'answered') AS asked, q.bought IS NOT NULL AS said, q.bought <> 'no' AS bought, q.bought = 'us' AS us, q.unreported,
         q.stands_for * CASE q.way WHEN 'order' THEN r.rate ELSE 1 END AS w
  FROM q JOIN replied r USING (wave)
  UNION ALL
  SELECT q.source_id, 'within ' || m.months, false, true, q.bought <> 'no' AND (q.month IS NULL OR q.month <= q.came + make_interval(months => m.months)),
         q.bought = 'us' AND (q.month IS NULL OR q.month <= q.came + make_interval(months => m.months)), q.unreported,
         q.stands_for * CASE WHEN q.wave = m.months AND q.way <> 'order' THEN 1 ELSE COALESCE(r.rate, 1) END
  FROM (VALUES (6), (12)) AS m (months)
  JOIN q ON q.bought IS NOT NULL AND q.came <= $2::date - make_interval(months => m.months) AND (q.wave = m.months OR q.wave < m.months AND q.bought <> 'no')
  LEFT JOIN replied r ON r.wave = m.months
)
SELECT $1, source_id, measure, count(*) FILTER (WHERE asked), count(*) FILTER (WHERE said), count(*) FILTER (WHERE bought), count(*) FILTER (WHERE us), count(*) FILTER (WHERE unreported),
       COALESCE(sum(w) FILTER (WHERE said), 0), COALESCE(sum(w) FILTER (WHERE bought), 0), COALESCE(sum(w) FILTER (WHERE us), 0), COALESCE(sum(w * w) FILTER (WHERE said), 0)
FROM facts GROUP BY source_id, measure
