-- What falls due, or was due, by a day for the people of the chosen schools? A branch that must meet is told so instead
-- of being told that the probation is over.
SELECT dues.person_id, person.full_name, coalesce(school.code, 'id' || school.id) AS school_code, school.name AS school_name,
       dues.clock, dues.due_on
FROM dues_on($day) AS dues
JOIN person ON person.id = dues.person_id
JOIN matching_schools($levels, $communes, $school) AS school ON school.id = dues.school_id
WHERE dues.due_on <= $until
QUALIFY NOT (dues.clock = 'probation' AND bool_or(dues.clock = 'recognition_meeting') OVER (PARTITION BY dues.person_id))
ORDER BY dues.due_on, dues.person_id, dues.clock
