-- How do the chosen schools compare by level, commune or ownership in a month?
WITH grouped AS (
    SELECT CASE $by WHEN 'level' THEN chosen.level WHEN 'commune' THEN chosen.commune ELSE chosen.ownership END AS group_code,
           sum(latest.members_total) FILTER (WHERE latest.staff_total IS NOT NULL)::BIGINT AS members_total,
           sum(latest.staff_total) FILTER (WHERE latest.members_total IS NOT NULL)::BIGINT AS staff_total,
           count(*) AS schools, count(*) FILTER (WHERE NOT latest.carried) AS reported
    FROM chosen_schools($month, $levels, $communes, $school) AS chosen
    LEFT JOIN last_reports($month) AS latest ON latest.school_id = chosen.id
    GROUP BY ALL
)
SELECT * FROM grouped ORDER BY members_total / nullif(staff_total, 0) NULLS LAST, group_code
