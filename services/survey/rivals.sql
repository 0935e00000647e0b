-- From whom else did a client's inquirers buy, as they named them? $1 client, $2 at most
SELECT min(w.whom) AS name, count(*)::int AS n
FROM survey_words w WHERE w.client_id = $1
GROUP BY lower(w.whom) ORDER BY count(*) DESC, lower(min(w.whom)) LIMIT $2
