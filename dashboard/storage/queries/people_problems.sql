-- What is open about the people of the chosen schools at the end of a day, beside what falls due?
SELECT problems.person_id, person.school_id, problem FROM problems_on($day) AS problems JOIN person ON person.id = problems.person_id
SEMI JOIN matching_schools($levels, $communes, $school) AS school ON school.id = person.school_id
ORDER BY person_id, problem
