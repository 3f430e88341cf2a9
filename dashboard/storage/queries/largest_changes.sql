-- In which chosen schools did the number of members change most since an earlier month, where both are known?
WITH ends AS (
    SELECT chosen.current_id, latest.members_total AS amount, true AS is_after
    FROM chosen_schools($month, $levels, $communes, $school) AS chosen
    JOIN last_reports($month) AS latest ON latest.school_id = chosen.id
    UNION ALL
    SELECT chosen.current_id, latest.members_total, false
    FROM chosen_schools($earlier, $levels, $communes, $school) AS chosen
    JOIN last_reports($earlier) AS latest ON latest.school_id = chosen.id
),
changes AS (
    SELECT current_id, sum(amount) FILTER (WHERE NOT is_after)::BIGINT AS before, sum(amount) FILTER (WHERE is_after)::BIGINT AS after
    FROM ends GROUP BY current_id HAVING count(*) = count(amount)
)
SELECT school.id AS school_id, coalesce(school.code, 'id' || school.id) AS code, school.name, before, after,
       after - before AS difference
FROM changes JOIN school ON school.id = changes.current_id
WHERE after <> before
ORDER BY abs(difference) DESC, code
LIMIT $limit
