-- At which stages did people of the chosen schools leave by the end of a day, before they were official, and how?
SELECT stage, exit, count(*) AS people
FROM stage_event SEMI JOIN matching_schools($levels, $communes, $school) AS school ON school.id = stage_event.school_id
WHERE kind = 'exit' AND NOT is_reversed AND on_day <= $day AND stage <> 'official'
GROUP BY stage, exit ORDER BY stage, exit
