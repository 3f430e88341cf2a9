-- Which schools does the principal see, with how they stand to a branch on a day, their successor and former names?
SELECT school.*, stands.id AS school_branch_id, stands.branch_id, stands.status AS branch_status,
       branch.name AS branch_name, branch.org_code, max_by(heir.code, merged.id) AS successor_code,
       coalesce(list(former.former_name) FILTER (WHERE former.former_name IS NOT NULL), []) AS former_names
FROM school
LEFT JOIN branch_standing($today) AS stands ON stands.school_id = school.id
LEFT JOIN branch ON branch.id = stands.branch_id
LEFT JOIN school_succession AS former ON former.successor_id = school.id AND former.predecessor_id = school.id
LEFT JOIN school_succession AS merged ON merged.predecessor_id = school.id AND merged.kind = 'merger'
LEFT JOIN school AS heir ON heir.id = merged.successor_id
GROUP BY ALL
ORDER BY school.id
