-- How many people of the chosen schools came to each stage in a time, by the steps that count at its end?
SELECT steps.stage, count(*) AS people
FROM steps_on($day) AS steps SEMI JOIN matching_schools($levels, $communes, $school) AS school ON school.id = steps.school_id
WHERE steps.on_day >= $start
GROUP BY steps.stage
ORDER BY steps.stage
