-- How were the leads of a period followed up, and how many of them stand open? Taken-over leads are nobody's to follow up,
-- and those of the last two days may still be in time. $1 client; $2, $3 first and last day of arrival; $4 today; $5 program, null for any
SELECT count(*)::int AS leads, count(*) FILTER (WHERE followed = 'in_time')::int AS in_time, count(*) FILTER (WHERE followed = 'late')::int AS late,
       count(*) FILTER (WHERE followed = 'not_yet')::int AS never, count(*) FILTER (WHERE outcome = '')::int AS open
FROM lead_facts
WHERE client_id = $1 AND followed <> '' AND came BETWEEN $2 AND $3 AND released_on <= $4::date - 2 AND ($5::uuid IS NULL OR program_id = $5)
