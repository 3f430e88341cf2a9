-- Where do the people of the chosen schools stand at the end of a day, in one stage, by one exit, or in all stages?
SELECT people.person_id, coalesce(school.code, 'id' || school.id) AS school_code, person.full_name, people.stage, people.exit,
       people.since, people.event_id
FROM people_on($day) AS people
JOIN matching_schools($levels, $communes, $school) AS school ON school.id = people.school_id
JOIN person ON person.id = people.person_id
WHERE CASE WHEN $state::VARCHAR IS NULL THEN people.exit IS NULL ELSE coalesce(people.exit, people.stage) = $state END
ORDER BY people.person_id
