-- Whose problems wait for the branch: nobody fit to help, too old, as many ballots as there may be?
SELECT problems.person_id, person.full_name, coalesce(school.code, 'id' || school.id) AS school_code, school.name AS school_name,
       problems.problem
FROM problems_on($day) AS problems
JOIN person ON person.id = problems.person_id
JOIN matching_schools($levels, $communes, $school) AS school ON school.id = person.school_id
WHERE problems.problem IN ('helper_missing', 'helper_unfit', 'too_old', 'ballots_used')
ORDER BY problems.person_id, problems.problem
