-- What did one upload change, row by row, last first?
SELECT * FROM upload_change WHERE upload_id = $upload_id ORDER BY number DESC
