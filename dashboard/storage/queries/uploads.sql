-- What was brought in or typed in, newest first?
SELECT * FROM upload ORDER BY id DESC LIMIT $limit
