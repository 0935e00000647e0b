-- Which coachings of a selling process hold?
-- $1 client, $2 selling processes alike
SELECT c.id, c.rep_id, c.partner_id, c.stage, c.on_day FROM coachings c
WHERE c.client_id = $1 AND c.process_id = ANY ($2::uuid[]) AND c.takes_back IS NULL
  AND NOT EXISTS (SELECT FROM coachings b WHERE b.client_id = c.client_id AND b.takes_back = c.id)
ORDER BY c.on_day, c.id
