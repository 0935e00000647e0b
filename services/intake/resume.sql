-- Is an import of this very file unfinished? $1 client, $2 program, $3 file name, $4 size, $5 options
SELECT id FROM imports
WHERE client_id = $1 AND program_id = $2 AND file_name = $3 AND size = $4 AND size > 0 AND options = $5::jsonb AND state IN ('running', 'failed')
ORDER BY created_at DESC LIMIT 1
