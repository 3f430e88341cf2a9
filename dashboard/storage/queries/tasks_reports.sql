-- Which of the chosen schools, open at the end of some months, have not reported for them?
SELECT coalesce(school.code, 'id' || school.id) AS school_code, school.name AS school_name, asked.month
FROM matching_schools($levels, $communes, $school) AS school
JOIN (SELECT unnest($months::DATE[]) AS month) AS asked ON school.first_month <= asked.month AND asked.month < school.end_month
ANTI JOIN (SELECT school_id, month FROM report WHERE list_contains($months::DATE[], month)) AS report
       ON report.school_id = school.id AND report.month = asked.month
ORDER BY asked.month, school_code
