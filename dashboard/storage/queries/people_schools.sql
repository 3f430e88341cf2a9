-- In how many of the schools that are open at the end of a month is anybody recorded one by one?
SELECT count(*) AS expected, count(*) FILTER (WHERE id IN (SELECT school_id FROM people_on($day))) AS known
FROM chosen_schools($month, $levels, $communes, $school)
