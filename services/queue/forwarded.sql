-- What brought this inquiry back before its date? No row where its date came. $1 inquiry
SELECT reason FROM (
  SELECT kind, reason FROM moves WHERE inquiry_id = $1 AND kind IN ('brought forward', 'due again') ORDER BY at DESC, id DESC LIMIT 1
) m WHERE kind = 'brought forward'
