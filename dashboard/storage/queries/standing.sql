-- Where does each chosen school stand in a month? From its last report; lowest share first, at most $limit schools.
SELECT school.id AS school_id, coalesce(school.code, 'id' || school.id) AS code, school.name, school.commune, school.level,
       standing.staff_total, standing.members_total, standing.members_official, standing.members_probationary,
       standing.outstanding_total, standing.sympathizer_total, standing.carried, standing.report_month,
       count(*) OVER () AS schools
FROM standing_reports($month, $levels, $communes, $school) AS standing JOIN school ON school.id = standing.school_id
WHERE standing.expected
ORDER BY standing.members_total / nullif(standing.staff_total, 0) NULLS LAST, standing.staff_total DESC, code
LIMIT $limit
