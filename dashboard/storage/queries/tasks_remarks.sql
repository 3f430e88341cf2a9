-- On how many of those who were helped all of a month, up to the day, is there no remark for it, school by school?
WITH asked AS (
    SELECT unnest($months::DATE[]) AS month
),
helped AS (
    SELECT DISTINCT people.person_id, people.school_id, asked.month
    FROM people_on($day) AS people CROSS JOIN asked
    JOIN helper ON helper.person_id = people.person_id AND helper.from_on <= asked.month
     AND (helper.to_on IS NULL OR helper.to_on > least(last_day(asked.month), $day::DATE))
    WHERE people.exit IS NULL AND people.stage <> 'official'
)
SELECT coalesce(school.code, 'id' || school.id) AS school_code, school.name AS school_name, helped.month, count(*) AS people
FROM helped
JOIN matching_schools($levels, $communes, $school) AS school ON school.id = helped.school_id
ANTI JOIN helper_review AS review ON review.person_id = helped.person_id AND review.month = helped.month
GROUP BY ALL
ORDER BY month, school_code
