-- Adds inquiries of one program, column by column side by side.
INSERT INTO inquiries (client_id, program_id, import_id, id, person_id, source_id, state, class, tier, priority, window_id, due_at, next_at,
                       received_at, received_on, via, external_id, product, message, details, first_call_by, repeats, cycle,
                       decision_reason, closed_reason, closed_at, merged_into)
SELECT $1, $2, $3, i.*
FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::int2[], $10::float4[], $11::int4[], $12::timestamptz[], $13::timestamptz[],
            $14::timestamptz[], $15::date[], $16::text[], $17::text[], $18::text[], $19::text[], $20::jsonb[], $21::timestamptz[], $22::int2[], $23::int2[],
            $24::text[], $25::text[], $26::timestamptz[], $27::uuid[]) AS i
