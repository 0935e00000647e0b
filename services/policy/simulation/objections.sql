-- What does each rule forbid? Every rule is applied to every proposed call, by brute force; the calls that were made are what caps count.
CREATE INDEX ON calls (person, at) WHERE allowed;
CREATE TEMP TABLE moments AS SELECT c.id AS call, c.person, c.preset, c.at, z.zone, c.at AT TIME ZONE z.zone AS local FROM calls c JOIN clocks z USING (person);
CREATE TEMP TABLE applied AS
SELECT m.call, m.local, m.zone, r.id AS rule, r.hours, r.holidays, r.place FROM moments m JOIN protected t USING (person) JOIN rules r ON r.id = t.rule AND (r.hours <> '' OR r.holidays <> '')
UNION ALL
SELECT m.call, m.local, m.zone, r.id, r.hours, r.holidays, CASE WHEN l.land IN ('PR', 'VI', 'GU', 'AS', 'MP') THEN 'US' ELSE l.land END
FROM moments m JOIN rules r ON r.id = 'preset-' || m.preset JOIN located l ON l.id = m.person;
ANALYZE;

-- Nobody knows where they are, or there is no number.
INSERT INTO objections SELECT c.id, 'country-unknown' FROM calls c WHERE NOT EXISTS (SELECT FROM clocks z WHERE z.person = c.person);
INSERT INTO objections SELECT c.id, 'number-unusable' FROM calls c JOIN persons p ON p.id = c.person AND p.number = '';

-- The hours, on the clock of every zone.
INSERT INTO objections SELECT DISTINCT a.call, a.rule FROM applied a WHERE a.hours <> '' AND NOT EXISTS (
  SELECT FROM hours h WHERE h.rule = a.rule AND h.dow = extract(dow FROM a.local)::int AND extract(epoch FROM a.local::time) >= h.opens AND extract(epoch FROM a.local::time) < h.closes);

-- The holidays: of the country, and of the state where the rule keeps those.
INSERT INTO objections SELECT DISTINCT a.call, a.rule FROM applied a JOIN holidays h ON h.day = a.local::date
  AND (h.place = split_part(a.place, '-', 1) OR (a.holidays = 'state' AND h.place = a.place)) WHERE a.holidays <> '';

-- The caps of the law: so many calls in any so many hours.
INSERT INTO objections SELECT c.id, r.id FROM rules r CROSS JOIN jsonb_array_elements(r.caps) AS cap JOIN protected t ON t.rule = r.id JOIN calls c ON c.person = t.person
WHERE (SELECT count(*) FROM calls b WHERE b.person = c.person AND b.allowed AND b.at < c.at AND b.at > c.at - make_interval(hours => (cap ->> 'hours')::int)) >= (cap ->> 'calls')::int;

-- Our own caps, from which a promise is exempt: 2 a day on any clock, 3 in 24 hours, 2 hours between, 8 in the plan.
INSERT INTO objections SELECT DISTINCT m.call, 'own-day' FROM moments m JOIN calls c ON c.id = m.call AND NOT c.promise
WHERE (SELECT count(*) FROM calls b WHERE b.person = m.person AND b.allowed AND b.at < m.at AND b.at > m.at - interval '30 hours' AND (b.at AT TIME ZONE m.zone)::date = m.local::date) >= 2;
INSERT INTO objections SELECT c.id, 'own-24h' FROM calls c
WHERE NOT c.promise AND (SELECT count(*) FROM calls b WHERE b.person = c.person AND b.allowed AND b.at < c.at AND b.at > c.at - interval '24 hours') >= 3;
INSERT INTO objections SELECT c.id, 'own-gap' FROM calls c
WHERE NOT c.promise AND EXISTS (SELECT FROM calls b WHERE b.person = c.person AND b.allowed AND b.at < c.at AND b.at > c.at - interval '2 hours');
INSERT INTO objections SELECT c.id, 'own-plan' FROM calls c
WHERE NOT c.promise AND (SELECT count(*) FROM calls b WHERE b.person = c.person AND b.allowed AND b.cycle = c.cycle AND b.at < c.at) >= 8;

-- The rest after a refusal.
INSERT INTO objections SELECT c.id, r.id FROM rules r JOIN protected t ON t.rule = r.id JOIN calls c ON c.person = t.person
WHERE r.rest_days > 0 AND EXISTS (SELECT FROM calls b WHERE b.person = c.person AND b.allowed AND b.refused AND b.at < c.at AND b.at > c.at - make_interval(hours => r.rest_days * 24));

-- The wishes not to be called that stood at the instant.
INSERT INTO objections SELECT DISTINCT c.id, 'do-not-call-' || w.scope || CASE WHEN w.client < 0 THEN '-agency' ELSE '' END
FROM calls c JOIN persons p ON p.id = c.person
JOIN wishes w ON w.key = CASE w.scope WHEN 'number' THEN p.number WHEN 'email' THEN p.mail WHEN 'person' THEN 'p' || p.id ELSE 'o' || p.organisation END
WHERE (w.client < 0 OR w.client = p.client) AND w.entered <= c.at AND (w.withdrawn IS NULL OR w.withdrawn > c.at);

-- The registers that hold the number, however old, unless every rule that names one lets a recent inquirer be called.
INSERT INTO objections SELECT DISTINCT c.id, COALESCE(r.id, 'listed-' || lower(l.register))
FROM calls c JOIN persons p ON p.id = c.person JOIN listed n ON n.number = p.number JOIN lists l ON l.id = n.list AND l.kind = 'forbids' AND (l.client < 0 OR l.client = p.client)
LEFT JOIN (protected t JOIN rules r ON r.id = t.rule) ON t.person = c.person AND r.lists ? l.register
WHERE r.exception IS NULL OR r.exception = 0 OR c.at >= c.inquired + make_interval(hours => r.exception * 24);

-- What a rule wants on record and is not: screened against a list that is fresh, or consent on one.
INSERT INTO objections SELECT DISTINCT c.id, r.id FROM rules r JOIN protected t ON t.rule = r.id JOIN calls c ON c.person = t.person JOIN persons p ON p.id = c.person
CROSS JOIN jsonb_array_elements_text(r.lists) AS wanted
WHERE r.missing = 'block' AND EXISTS (SELECT FROM moments m WHERE m.call = c.id AND m.local::date >= COALESCE(NULLIF(r.starts, ''), '0001-01-01')::date)
AND NOT EXISTS (SELECT FROM lists l WHERE l.register = wanted AND (l.client < 0 OR l.client = p.client)
  AND (l.max_age IS NULL OR (c.at AT TIME ZONE 'UTC')::date - l.taken_on <= l.max_age)
  AND (l.kind = 'consents') = EXISTS (SELECT FROM listed n WHERE n.list = l.id AND n.number = p.number));
ANALYZE objections;
