-- Writes what was learned of persons, column by column side by side.
UPDATE persons t
SET organisation_id = p.organisation_id, name = p.name, name_key = p.name_key, title = p.title, email = p.email, email_key = p.email_key,
    mail_key = p.mail_key,
    phone = p.phone, phone_raw = p.phone_raw, number_key = p.number_key, address = p.address, address_key = p.address_key,
    city = p.city, region = p.region, postcode = p.postcode, country = p.country, zone = p.zone, language = p.language
FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bytea[], $10::text[], $11::text[], $12::bytea[],
            $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[])
  AS p (id, organisation_id, name, name_key, title, email, email_key, mail_key, phone, phone_raw, number_key, address, address_key, city, region, postcode, country, zone, language)
WHERE t.id = p.id AND t.client_id = $1
