-- Who has reported for which month, in time, late, or not yet? One row a school and expected month; beside it, how
-- many schools there are in all.
WITH months AS (SELECT unnest($expected_months::DATE[]) AS month),
chosen AS (
    SELECT *, count(*) OVER () AS schools FROM matching_schools($levels, $communes, $school)
    WHERE closed_on IS NULL OR closed_on > (SELECT min(month) FROM months)
    ORDER BY coalesce(code, 'id' || id) LIMIT $limit OFFSET $skip
)
SELECT chosen.id AS school_id, coalesce(chosen.code, 'id' || chosen.id) AS code, chosen.name, months.month,
       report_state(chosen.opened_on, chosen.closed_on, months.month, report.recorded_on, $due_day, $today) AS state,
       chosen.schools
FROM chosen CROSS JOIN months
LEFT JOIN report ON report.school_id = chosen.id AND report.month = months.month
ORDER BY code, months.month
