-- What does each rule demand? Read from the JSON as it ships: the presets are rules of every place.
CREATE TEMP TABLE rules AS
SELECT r ->> 'id' AS id, r ->> 'place' AS place, COALESCE(r ->> 'person', '') AS person, COALESCE(r ->> 'hours', '') AS hours, COALESCE(r ->> 'holidays', '') AS holidays,
       COALESCE(r -> 'caps', '[]') AS caps, COALESCE((r ->> 'rest_days')::int, 0) AS rest_days, COALESCE(r -> 'lists', '[]') AS lists,
       COALESCE(r ->> 'missing', '') AS missing, COALESCE(r ->> 'from', '') AS starts, COALESCE((r ->> 'exception')::int, 0) AS exception
FROM law CROSS JOIN jsonb_array_elements(doc -> 'rules') AS r
UNION ALL
SELECT 'preset-' || (p ->> 'id'), '', '', p ->> 'hours', COALESCE(p ->> 'holidays', ''), '[]', 0, '[]', '', '', 0 FROM law CROSS JOIN jsonb_array_elements(doc -> 'presets') AS p
UNION ALL
SELECT 'preset-' || id, '', '', hours, holidays, '[]', 0, '[]', '', '', 0 FROM presets;

-- "Mon-Fri 10:00-13:00,14:00-20:00; Sat 09:00-17:00" becomes a row for each day and span.
CREATE TEMP TABLE hours AS
WITH parts AS (
  SELECT id, split_part(trim(part), ' ', 1) AS days, regexp_replace(trim(part), '^\S+\s+', '') AS spans
  FROM rules CROSS JOIN regexp_split_to_table(hours, ';') AS part WHERE hours <> ''
), numbered AS (
  SELECT id, spans, array_position(week, split_part(days, '-', 1)) - 1 AS first, array_position(week, COALESCE(NULLIF(split_part(days, '-', 2), ''), days)) - 1 AS last
  FROM parts CROSS JOIN (SELECT ARRAY['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] AS week) w
)
SELECT id AS rule, (first + k) % 7 AS dow,
       split_part(split_part(span, '-', 1), ':', 1)::int * 3600 + split_part(split_part(span, '-', 1), ':', 2)::int * 60 AS opens,
       split_part(split_part(span, '-', 2), ':', 1)::int * 3600 + split_part(split_part(span, '-', 2), ':', 2)::int * 60 AS closes
FROM numbered CROSS JOIN generate_series(0, (last - first + 7) % 7) AS k CROSS JOIN regexp_split_to_table(trim(spans), ',') AS span;
CREATE INDEX ON hours (rule, dow);

-- Where is each person? The country of the address, else that of the number; the state of either.
CREATE TEMP TABLE located AS
SELECT p.*, a.code AS area, a.zones AS area_zones, CASE WHEN p.country <> '' THEN p.country ELSE COALESCE(split_part(a.place, '-', 1), '') END AS land,
       CASE WHEN a.place LIKE '__-%' THEN a.place END AS area_state, split_part(a.place, '-', 1) AS area_land
FROM persons p LEFT JOIN areas a ON p.dialled <> '' AND a.code = substr(p.dialled, 3, 3);

-- On which clocks must a call be right? The zone they named; else those of their state; else of their number; else all of the country.
CREATE TEMP TABLE clocks AS
SELECT l.id AS person, z.zone FROM located l
LEFT JOIN regions r ON r.code = l.region
LEFT JOIN countries c ON c.code = l.land
LEFT JOIN countries n ON n.code = l.area_land
CROSS JOIN LATERAL (SELECT DISTINCT unnest(CASE
  WHEN l.zone <> '' THEN ARRAY[l.zone]
  WHEN r.code IS NOT NULL THEN r.zones
  WHEN l.area_land <> '' AND (l.area_land = l.land OR (l.area_land IN ('PR', 'VI', 'GU', 'AS', 'MP') AND l.land = 'US')) THEN CASE WHEN l.area_zones = '{*}' THEN n.zones ELSE l.area_zones END
  ELSE c.zones END) AS zone) z
WHERE l.land <> '';
CREATE INDEX ON clocks (person);

-- Whose law protects them? That of the country (of the United States in their territories), of the state of the address and of that of the number.
CREATE TEMP TABLE protected AS
SELECT l.id AS person, r.id AS rule FROM located l JOIN rules r ON r.place <> ''
 AND (r.place = l.land OR r.place = CASE WHEN l.land IN ('PR', 'VI', 'GU', 'AS', 'MP') THEN 'US' END
      OR (r.place = l.region AND l.region LIKE l.land || '-%') OR (r.place = l.area_state AND l.area_state LIKE l.land || '-%'))
 AND (r.person = '' OR l.kind = '' OR r.person = l.kind)
WHERE l.land <> '';
CREATE INDEX ON protected (person);
ANALYZE;
