-- Which branches have fewer official members than a branch needs, by the last reports of all their open schools?
WITH last_reports AS (
    SELECT school_id, members_official FROM report WHERE month <= $month AND stands_until > $month
),
few AS (
    -- no other branch can be too small
    SELECT DISTINCT branch_id FROM branch_standing($month) SEMI JOIN (FROM last_reports WHERE members_official < $least_members) USING (school_id)
),
strength AS (
    SELECT branch.branch_id, min(school.id) AS school_id, sum(reports.members_official) AS official
    FROM branch_standing($month) AS branch SEMI JOIN few ON few.branch_id = branch.branch_id
    JOIN chosen_schools($month, [], [], NULL) AS school ON school.id = branch.school_id
    LEFT JOIN last_reports AS reports ON reports.school_id = school.id
    GROUP BY branch.branch_id
    HAVING count(*) = count(reports.members_official) AND (bool_and(branch.status = 'own') OR count(*) > 1)
)
SELECT coalesce(school.code, 'id' || school.id) AS school_code, school.name AS school_name, branch.name AS branch_name,
       strength.official::BIGINT AS official
FROM strength
JOIN matching_schools($levels, $communes, $school) AS school ON school.id = strength.school_id
JOIN branch ON branch.id = strength.branch_id
WHERE strength.official < $least_members
ORDER BY school_code
