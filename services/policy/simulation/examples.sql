-- Which are some calls that judge and engine see differently?
SELECT c.id, c.at, c.preset, c.allowed, c.promise, l.land, l.region, l.kind, l.dialled, (SELECT string_agg(z.zone, ' ' ORDER BY z.zone) FROM clocks z WHERE z.person = c.person) AS zones,
       (SELECT string_agg(DISTINCT x.rule, ' ') FROM objections x WHERE x.call = c.id) AS rules
FROM calls c JOIN located l ON l.id = c.person
WHERE c.allowed = EXISTS (SELECT FROM objections o WHERE o.call = c.id)
ORDER BY c.id LIMIT 10
