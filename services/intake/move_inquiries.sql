-- Moves inquiries whose persons have inquired again, column by column side by side.
UPDATE inquiries t
SET state = i.state, class = i.class, tier = i.tier, priority = i.priority, window_id = i.window_id, due_at = i.due_at, next_at = i.next_at,
    promised_to = i.promised_to, cycle = i.cycle, first_call_by = i.first_call_by, attempts = i.attempts, last_disposition = i.last_disposition,
    repeats = i.repeats, nurture_reason = i.nurture_reason, decision_reason = i.decision_reason, closed_reason = i.closed_reason, closed_at = i.closed_at,
    step = CASE WHEN i.cycle = t.cycle THEN t.step ELSE 0 END, begun_at = CASE WHEN i.cycle = t.cycle THEN t.begun_at END,
    channel = CASE WHEN i.due_at IS NOT DISTINCT FROM t.due_at THEN t.channel ELSE 'call' END
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::int2[], $6::float4[], $7::int4[], $8::timestamptz[], $9::timestamptz[], $10::uuid[], $11::int2[],
            $12::timestamptz[], $13::int2[], $14::text[], $15::int2[], $16::text[], $17::text[], $18::text[], $19::timestamptz[])
  AS i (id, state, class, tier, priority, window_id, due_at, next_at, promised_to, cycle, first_call_by, attempts, last_disposition, repeats,
        nurture_reason, decision_reason, closed_reason, closed_at)
WHERE t.id = i.id AND t.client_id = $1
