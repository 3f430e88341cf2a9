-- Who are these people, and in which schools?
SELECT person.*, school.name AS school_name, coalesce(school.code, 'id' || school.id) AS school_code
FROM person JOIN school ON school.id = person.school_id
WHERE list_contains($people::INTEGER[], person.id)
ORDER BY person.id
