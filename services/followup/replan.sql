-- Give leads their next dates, unless somebody has changed them meanwhile.
-- $1 client, $2 leads, $3 dates, $4 for what, $5 the dates as they were
UPDATE leads l SET next_at = n.at, next_what = n.what
FROM unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::timestamptz[]) AS n (id, at, what, was)
WHERE l.id = n.id AND l.client_id = $1 AND l.closed_at IS NULL AND l.next_at = n.was
