-- How many of its program stand before this inquiry now? $1 inquiry, $2 at most
SELECT count(*)::int AS n FROM (
  SELECT FROM inquiries me JOIN inquiries i ON i.program_id = me.program_id AND i.state = 'ready' AND i.promised_to IS NULL AND i.id <> me.id
    AND (i.tier, -i.rank, i.clock, i.id) < (me.tier, -me.rank, me.clock, me.id)
  WHERE me.id = $1 LIMIT $2) ahead
