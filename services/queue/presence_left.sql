-- This page shows it no more; nor do the user's pages that died long ago. $1 the page, $2 user, $3 long ago
DELETE FROM presences WHERE user_id = $2 AND (page = $1 OR seen_at < $3)
