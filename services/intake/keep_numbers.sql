-- Keeps further numbers of persons, and the one that each had beside them, so that none is lost.
-- $1 client, $2 at, side by side: $3 ids, $4 persons, $5 phones, $6 their keys
WITH more AS (
  SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::bytea[]) AS m (id, person_id, phone, number_key)
), first AS (
  INSERT INTO numbers (id, client_id, person_id, kind, phone, number_key, added_at)
  SELECT DISTINCT ON (p.id) gen_random_uuid(), p.client_id, p.id, 'other', p.phone, p.number_key, $2
  FROM more m JOIN persons p ON p.id = m.person_id AND p.client_id = $1 WHERE p.phone <> ''
  ON CONFLICT DO NOTHING
)
INSERT INTO numbers (id, client_id, person_id, kind, phone, number_key, added_at)
SELECT id, $1, person_id, 'mobile', phone, number_key, $2::timestamptz + interval '1 microsecond' FROM more
ON CONFLICT DO NOTHING
