-- Does this caller take calls, since when, and if not, why? $1 the caller
SELECT id, user_id, at, state, reason FROM availabilities WHERE user_id = $1 ORDER BY at DESC, id DESC LIMIT 1
