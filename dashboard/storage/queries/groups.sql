-- How do the chosen schools compare by level, commune or ownership in a month?
WITH grouped AS (
    SELECT CASE $by WHEN 'level' THEN school.level WHEN 'commune' THEN school.commune ELSE school.ownership END AS group_code,
           sum(standing.members_total) FILTER (WHERE standing.staff_total IS NOT NULL) AS members_total,
           sum(standing.staff_total) FILTER (WHERE standing.members_total IS NOT NULL) AS staff_total,
           count(*) FILTER (WHERE expected) AS schools, count(*) FILTER (WHERE expected AND NOT carried) AS reported
    FROM standing_reports($month, $levels, $communes, $school) AS standing
    JOIN school ON school.id = standing.school_id
    GROUP BY ALL
)
SELECT * FROM grouped ORDER BY members_total / nullif(staff_total, 0) NULLS LAST, group_code
