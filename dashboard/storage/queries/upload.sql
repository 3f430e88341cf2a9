-- What is known of one upload?
SELECT * FROM upload WHERE id = $upload_id
