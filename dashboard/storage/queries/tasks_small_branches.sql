-- Which branches have fewer official members than a branch needs, by the last reports of all their schools?
WITH strength AS (
    SELECT branch.branch_id, min(school.id) AS school_id, sum(reports.members_official) AS official
    FROM branch_standing($month) AS branch
    JOIN standing_reports($month, [], [], NULL) AS reports USING (school_id)
    JOIN school ON school.id = branch.school_id
    WHERE branch.branch_id IS NOT NULL
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
