-- Who bears one of these names, is known by the day of birth, and in which school, there or no longer?
SELECT person.id, person.school_id, person.full_name, person.birth_date, school.name AS school_name, standing.exit
FROM person JOIN school ON school.id = person.school_id
LEFT JOIN people_on($day) AS standing ON standing.person_id = person.id
WHERE list_contains($keys::VARCHAR[], person.search_key) AND person.birth_date IS NOT NULL
ORDER BY person.id
