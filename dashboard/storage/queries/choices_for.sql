-- What was answered before about the headings and names in a file of one school (null: of several)? The school's own
-- answer goes before the latest that anybody gave.
SELECT kind, dataset, key, answer FROM remembered_choice
QUALIFY row_number() OVER (
    PARTITION BY kind, dataset, key
    ORDER BY coalesce(school_id IN (SELECT id FROM school WHERE coalesce(code, 'id' || id) = $school), false) DESC,
             chosen_at DESC, id DESC
) = 1
ORDER BY kind, dataset, key
