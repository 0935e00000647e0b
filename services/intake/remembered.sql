-- How were the columns of the client's last file with this header mapped? $1 the import that is being mapped
SELECT b.options FROM imports i
JOIN rejected_rows h ON h.import_id = i.id AND h.line = 0
JOIN imports b ON b.client_id = i.client_id AND b.id <> i.id AND b.state IN ('done', 'running')
JOIN rejected_rows g ON g.import_id = b.id AND g.line = 0 AND g.cells = h.cells
WHERE i.id = $1
ORDER BY b.created_at DESC, b.id DESC LIMIT 1
