-- Where does each chosen school stand in a month? From its last report; lowest share first, at most $limit schools.
SELECT chosen.id AS school_id, coalesce(chosen.code, 'id' || chosen.id) AS code, chosen.name, chosen.commune, chosen.level,
       latest.staff_total, latest.members_total, latest.members_official, latest.members_probationary,
       latest.outstanding_total, latest.sympathizer_total, latest.carried, latest.month AS report_month,
       count(*) OVER () AS schools
FROM chosen_schools($month, $levels, $communes, $school) AS chosen
LEFT JOIN last_reports($month) AS latest ON latest.school_id = chosen.id
ORDER BY latest.members_total / nullif(latest.staff_total, 0) NULLS LAST, latest.staff_total DESC, code
LIMIT $limit
