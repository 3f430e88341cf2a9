-- In which chosen schools did the number of members change most since an earlier month, where both are known?
WITH members AS MATERIALIZED (
    FROM members_at([$month, $earlier]::DATE[], $month, $levels, $communes, $school)
),
changes AS (
    SELECT latest.school_id, earlier.members_total AS before, latest.members_total AS after
    FROM members AS latest JOIN members AS earlier ON earlier.school_id = latest.school_id
    WHERE latest.month = $month AND earlier.month = $earlier
)
SELECT changes.school_id, coalesce(school.code, 'id' || school.id) AS code, school.name, before, after,
       after - before AS difference
FROM changes JOIN school ON school.id = changes.school_id
WHERE after <> before
ORDER BY abs(difference) DESC, code
LIMIT $limit
