-- Which steps of the people of the chosen schools count at the end of a day?
SELECT steps.person_id, steps.stage, steps.on_day, steps.id AS event_id, steps.document_no, steps.ends_on, steps.introduced_by
FROM steps_on($day) AS steps
SEMI JOIN matching_schools($levels, $communes, $school) AS school ON school.id = steps.school_id
ORDER BY person_id, on_day, stage
