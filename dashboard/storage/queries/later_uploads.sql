-- Which later uploads changed the same rows as this one, said something of the same people, or let somebody help whom
-- this one added, and stand?
SELECT DISTINCT later.upload_id
FROM upload_change AS mine
JOIN upload_change AS later ON later.table_name = mine.table_name AND later.row_id = mine.row_id AND later.upload_id > mine.upload_id
JOIN upload ON upload.id = later.upload_id AND upload.undone_at IS NULL
WHERE mine.upload_id = $upload_id
UNION
SELECT later.upload_id
FROM people_touched() AS mine
JOIN people_touched() AS later ON later.person_id = mine.person_id AND later.upload_id > mine.upload_id
JOIN upload ON upload.id = later.upload_id AND upload.undone_at IS NULL
WHERE mine.upload_id = $upload_id
UNION
SELECT later.upload_id
FROM upload_change AS mine
JOIN people_touched() AS later ON later.helper_person_id = mine.row_id AND later.upload_id > mine.upload_id
JOIN upload ON upload.id = later.upload_id AND upload.undone_at IS NULL
WHERE mine.upload_id = $upload_id AND mine.table_name = 'person' AND mine.row_before IS NULL
ORDER BY upload_id
