-- Who of the chosen schools helps more than so many people on the way at the end of a day?
SELECT coalesce(school.code, 'id' || school.id) AS code, school.name, any_value(helper_name) AS helper_name,
       count(DISTINCT helper.person_id) AS people, count(*) OVER () AS helpers
FROM helper
JOIN people_on($day) AS helped ON helped.person_id = helper.person_id AND helped.exit IS NULL AND helped.stage <> 'official'
JOIN matching_schools($levels, $communes, $school) AS school ON school.id = helper.school_id
WHERE from_on <= $day AND (to_on IS NULL OR to_on > $day)
GROUP BY school.id, school.code, school.name, helper_key HAVING count(DISTINCT helper.person_id) > $most
ORDER BY people DESC, school.name COLLATE vi, helper_name
LIMIT $limit
