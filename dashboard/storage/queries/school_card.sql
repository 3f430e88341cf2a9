-- What is known of one school: register, branch, where it came from?
SELECT school.*, stands.status AS branch_status, branch.name AS branch_name, branch.org_code,
       coalesce(list(came.name || ' (' || strftime(succession.effective_on, '%d/%m/%Y') || ')')
                FILTER (WHERE succession.kind = 'merger'), []) AS merged_from,
       coalesce(list(succession.former_name) FILTER (WHERE succession.kind = 'rename'), []) AS former_names
FROM school
LEFT JOIN branch_standing($today) AS stands ON stands.school_id = school.id
LEFT JOIN branch ON branch.id = stands.branch_id
LEFT JOIN school_succession AS succession ON succession.successor_id = school.id
LEFT JOIN school AS came ON came.id = succession.predecessor_id
WHERE coalesce(school.code, 'id' || school.id) = $school
GROUP BY ALL
