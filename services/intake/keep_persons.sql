-- Adds persons, column by column side by side.
INSERT INTO persons (id, client_id, organisation_id, name, name_key, title, email, email_key, mail_key, phone, phone_raw, number_key, address, address_key,
                     city, region, postcode, country, zone, language, created_at)
SELECT id, $1, organisation_id, name, name_key, title, email, email_key, mail_key, phone, phone_raw, number_key, address, address_key,
       city, region, postcode, country, zone, language, $2
FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bytea[], $11::text[], $12::text[], $13::bytea[],
            $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[])
  AS p (id, organisation_id, name, name_key, title, email, email_key, mail_key, phone, phone_raw, number_key, address, address_key, city, region, postcode, country, zone, language)
