-- What does the judge read? The law and the places as they ship, and what was simulated.
CREATE TEMP TABLE law (doc jsonb);
CREATE TEMP TABLE countries (code text PRIMARY KEY, zones text[]);
CREATE TEMP TABLE regions (code text PRIMARY KEY, zones text[]);
CREATE TEMP TABLE areas (code text PRIMARY KEY, place text, zones text[]);
CREATE TEMP TABLE presets (id text PRIMARY KEY, hours text, holidays text); -- of the simulation's own
CREATE TEMP TABLE persons (id int PRIMARY KEY, client int, country text, region text, zone text, dialled text, number text, mail text, organisation int, kind text);
CREATE TEMP TABLE wishes (scope text, client int, key text, entered timestamptz, withdrawn timestamptz);
CREATE TEMP TABLE lists (id int PRIMARY KEY, client int, register text, kind text, taken_on date, max_age int);
CREATE TEMP TABLE listed (list int, number text);
CREATE TEMP TABLE calls (id int, person int, at timestamptz, preset text, promise boolean, cycle int, inquired timestamptz, allowed boolean, refused boolean);
CREATE TEMP TABLE objections (call int, rule text);
