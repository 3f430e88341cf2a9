-- Whom does or did a person help?
SELECT * FROM helper WHERE helper_person_id = $person_id ORDER BY id
