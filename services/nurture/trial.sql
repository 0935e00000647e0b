-- Whom does a program keep in a class, who of them has agreed to what, and whom would the plan keep no longer?
-- $1 program, $2 class, $3 kept so often at the most
SELECT count(*) AS kept,
       count(*) FILTER (WHERE EXISTS (SELECT FROM consents c WHERE c.person_id = i.person_id AND c.client_id = i.client_id AND c.channel = 'email' AND c.purpose = 'contact' AND c.withdrawn_at IS NULL)) AS mail,
       count(*) FILTER (WHERE EXISTS (SELECT FROM consents c WHERE c.person_id = i.person_id AND c.client_id = i.client_id AND c.channel = 'call' AND c.purpose = 'contact' AND c.withdrawn_at IS NULL)) AS call,
       count(*) FILTER (WHERE $2 <> 'unreached' AND (SELECT count(*) FROM stays s WHERE s.inquiry_id = i.id AND s.class <> 'unreached' AND s.ended_as <> 'taken back') >= $3) AS at_end
FROM inquiries i
WHERE i.program_id = $1 AND i.state = 'nurtured' AND i.class = $2
