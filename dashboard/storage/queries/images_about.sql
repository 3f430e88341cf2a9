-- Of which rows about a person are images kept, and in which uploads? With those of rows that undoing took away again
-- and that named the person: as somebody added before under another id, or as a helper.
WITH one AS (
    SELECT id, full_name, search_key FROM person WHERE id = $person_id
),
same AS (
    SELECT id FROM one
    UNION
    SELECT row_id FROM upload_change JOIN one ON coalesce(row_after, row_before)::JSON ->> 'search_key' = one.search_key
    WHERE table_name = 'person' AND row_id NOT IN (SELECT id FROM person)
)
SELECT DISTINCT upload_id, table_name, row_id FROM people_touched() SEMI JOIN same ON same.id = person_id
UNION
SELECT upload_id, table_name, row_id
FROM upload_change JOIN one ON coalesce(row_after, row_before)::JSON ->> 'helper_name' = one.full_name
WHERE (table_name = 'helper' AND row_id NOT IN (SELECT id FROM helper))
   OR (table_name = 'helper_review' AND row_id NOT IN (SELECT id FROM helper_review))
ORDER BY upload_id, table_name, row_id
