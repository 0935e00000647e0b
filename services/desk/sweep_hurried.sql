-- What was hurried has been called since: what is it worth beside others, as before? $1 client, $2 the instant
UPDATE inquiries i SET priority = (d.before->>'priority')::real, first_call_by = (d.before->>'first_call_by')::timestamptz
FROM (SELECT DISTINCT ON (inquiry_id) inquiry_id, client_id, before, at FROM deeds
      WHERE client_id = $1 AND kind = 'hurry' AND at <= $2 AND undoes IS NULL AND inquiry_id IN (SELECT id FROM inquiries WHERE client_id = $1 AND priority >= 1e9::real)
        AND (before->>'priority')::real < 1e9::real
      ORDER BY inquiry_id, at DESC) d
WHERE i.client_id = $1 AND i.priority >= 1e9::real AND i.id = d.inquiry_id AND i.client_id = d.client_id AND i.state <> 'held' AND i.last_attempt_at > d.at
