-- What do PostgreSQL's clocks show in a zone at these instants, in seconds before or after UTC? $1 zones, $2 instants
SELECT z.zone, array_agg(extract(epoch FROM (a.at AT TIME ZONE z.zone) - (a.at AT TIME ZONE 'UTC'))::int ORDER BY a.n) AS offsets
FROM unnest($1::text[]) AS z (zone) CROSS JOIN unnest($2::timestamptz[]) WITH ORDINALITY AS a (at, n)
GROUP BY z.zone ORDER BY z.zone
