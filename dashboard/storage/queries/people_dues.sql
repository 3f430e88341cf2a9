-- What falls due for the people of the chosen schools, as recorded by the end of a day?
SELECT dues.* FROM dues_on($day) AS dues
SEMI JOIN matching_schools($levels, $communes, $school) AS school ON school.id = dues.school_id
ORDER BY due_on, person_id, clock
