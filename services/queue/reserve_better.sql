-- Has something come due that goes before what is reserved: a promise of this caller, or a hot inquiry?
-- $1 caller, $2 programs, $3 windows open now, $4 whether a hot one counts
SELECT EXISTS (SELECT FROM inquiries i WHERE i.promised_to = $1 AND i.state = 'ready' AND i.program_id = ANY ($2::uuid[]) AND i.window_id = ANY ($3::int[]))
    OR ($4 AND EXISTS (SELECT FROM unnest($2::uuid[]) AS p (program_id) CROSS JOIN LATERAL (
          SELECT FROM inquiries i
          WHERE i.state = 'ready' AND i.promised_to IS NULL AND i.program_id = p.program_id AND i.window_id = ANY ($3::int[]) AND i.tier <= 1 LIMIT 1) hot)) AS better
