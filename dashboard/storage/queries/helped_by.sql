-- Whom does or did a person help? One who is named only by name is meant where nobody else of the school bears it.
SELECT helper.*
FROM helper JOIN person ON person.id = $person_id
WHERE helper_person_id = person.id
   OR (helper_person_id IS NULL AND helper_key = person.search_key AND helper.school_id = person.school_id
       AND NOT EXISTS (SELECT 1 FROM person AS other WHERE other.id <> $person_id AND other.school_id = person.school_id
                       AND other.search_key = person.search_key))
ORDER BY id
