-- Which days are holidays where? $1 first year, $2 last. Fixed days, days by Easter, the nth weekday of a month, and the day on which one is kept.
-- Worked out from the statutes, not from the library that the engine uses. Observed: 'us' Saturday on Friday, Sunday on Monday; 'uk' both on the next free weekday; '' not moved.
CREATE TEMP TABLE holidays AS
WITH years AS (SELECT y FROM generate_series($1::int, $2::int) AS y
), easter AS ( -- the anonymous Gregorian computus
  SELECT y, make_date(y, m / 31, m % 31 + 1) AS sunday FROM years
  CROSS JOIN LATERAL (SELECT y % 19 AS a, y / 100 AS b, y % 100 AS c) s1
  CROSS JOIN LATERAL (SELECT (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30 AS h) s2
  CROSS JOIN LATERAL (SELECT (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7 AS l) s3
  CROSS JOIN LATERAL (SELECT h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114 AS m) s4
), fixed (place, month, day, observed) AS (VALUES
  ('US', 1, 1, 'us'), ('US', 6, 19, 'us'), ('US', 7, 4, 'us'), ('US', 11, 11, 'us'), ('US', 12, 25, 'us'),
  ('CA', 1, 1, 'ca'), ('CA', 7, 1, 'ca'), ('CA', 9, 30, 'ca'), ('CA', 11, 11, 'ca'), ('CA', 12, 25, 'uk'), ('CA', 12, 26, 'uk'),
  ('GB', 1, 1, 'uk'), ('GB', 12, 25, 'uk'), ('GB', 12, 26, 'uk'),
  ('AU', 1, 1, 'uk'), ('AU', 1, 26, 'uk'), ('AU', 4, 25, ''), ('AU', 12, 25, 'uk'), ('AU', 12, 26, 'uk'),
  ('DE', 1, 1, ''), ('DE', 5, 1, ''), ('DE', 10, 3, ''), ('DE', 12, 25, ''), ('DE', 12, 26, ''),
  ('FR', 1, 1, ''), ('FR', 5, 1, ''), ('FR', 5, 8, ''), ('FR', 7, 14, ''), ('FR', 8, 15, ''), ('FR', 11, 1, ''), ('FR', 11, 11, ''), ('FR', 12, 25, '')
), movable (place, days) AS (VALUES -- after Easter Sunday
  ('CA', -2), ('CA', 1), ('GB', -2), ('GB', 1), ('AU', -2), ('AU', 1), ('DE', -2), ('DE', 1), ('DE', 39), ('DE', 50), ('FR', 1), ('FR', 39), ('FR', 50),
  ('US-AL', -47), ('US-LA', -47), ('US-LA', -2)
), nth (place, month, dow, n, days) AS (VALUES -- the nth such weekday of the month (-1: the last), and so many days after
  ('US', 1, 1, 3, 0), ('US', 2, 1, 3, 0), ('US', 5, 1, -1, 0), ('US', 9, 1, 1, 0), ('US', 10, 1, 2, 0), ('US', 11, 4, 4, 0),
  ('US-AL', 4, 1, 4, 0), ('US-AL', 6, 1, 1, 0), ('US-LA', 11, 4, 4, 1),
  ('CA', 8, 1, 1, 0), ('CA', 9, 1, 1, 0), ('CA', 10, 1, 2, 0), ('GB', 5, 1, 1, 0), ('GB', 5, 1, -1, 0), ('GB', 8, 1, -1, 0)
), actual AS (
  SELECT place, make_date(y, month, day) AS day, observed FROM fixed CROSS JOIN years
  UNION ALL SELECT place, sunday + days, '' FROM movable CROSS JOIN easter
  UNION ALL SELECT place, CASE WHEN n > 0 THEN make_date(y, month, 1) + (dow - extract(dow FROM make_date(y, month, 1))::int + 7) % 7 + 7 * (n - 1)
                               ELSE month_end - (extract(dow FROM month_end)::int - dow + 7) % 7 END + days, ''
    FROM nth CROSS JOIN years CROSS JOIN LATERAL (SELECT (make_date(y, month, 1) + interval '1 month - 1 day')::date AS month_end) e
  UNION ALL SELECT 'CA', make_date(y, 5, 24) - (extract(dow FROM make_date(y, 5, 24))::int + 6) % 7, '' FROM years     -- Victoria Day: the Monday before 25 May
  UNION ALL SELECT 'US-LA', make_date(y, 11, 1) + (1 - extract(dow FROM make_date(y, 11, 1))::int + 7) % 7 + 1, '' FROM years WHERE y % 2 = 0 -- the Tuesday after the first Monday
)
SELECT place, day FROM actual
UNION SELECT place, day - 1 FROM actual WHERE observed = 'us' AND extract(dow FROM day) = 6
UNION SELECT place, day + 1 FROM actual WHERE observed IN ('us', 'ca') AND extract(dow FROM day) = 0
UNION SELECT place, day + 2 FROM actual WHERE observed = 'ca' AND extract(dow FROM day) = 6
-- Boxing Day is kept two days later also where Christmas takes the Monday: on Sunday and Monday it goes to Tuesday.
UNION SELECT place, day + 2 FROM actual WHERE observed = 'uk' AND extract(dow FROM day) = 6
UNION SELECT place, day + CASE WHEN extract(day FROM day) = 26 THEN 2 ELSE 1 END FROM actual WHERE observed = 'uk' AND extract(dow FROM day) = 0
UNION SELECT place, day + 1 FROM actual WHERE observed = 'uk' AND extract(dow FROM day) = 1 AND extract(month FROM day) = 12 AND extract(day FROM day) = 26;
CREATE INDEX ON holidays (place, day);
