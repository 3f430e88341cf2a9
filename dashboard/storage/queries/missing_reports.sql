-- Which of the chosen schools, open at the end of a month, have not reported for it?
SELECT chosen.id AS school_id, coalesce(chosen.code, 'id' || chosen.id) AS code, chosen.name, chosen.commune
FROM chosen_schools($month, $levels, $communes, $school) AS chosen
ANTI JOIN report ON report.school_id = chosen.id AND report.month = $month
ORDER BY code
