-- Which indexes do these tables have that are no constraint’s, and how is each made? $1 the tables
SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made
FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
WHERE t.relname = ANY ($1::text[]) AND t.relnamespace = 'public'::regnamespace AND NOT i.indisprimary
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
ORDER BY pg_relation_size(t.oid) DESC, 1
