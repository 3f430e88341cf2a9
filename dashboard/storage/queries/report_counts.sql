-- How many of the chosen schools reported for each expected month in time, late, not yet?
WITH months AS (SELECT unnest($expected_months::DATE[]) AS month),
states AS (
    SELECT months.month,
           report_state(chosen.opened_on, chosen.closed_on, months.month, report.recorded_on, $due_day, $today) AS state
    FROM matching_schools($levels, $communes, $school) AS chosen CROSS JOIN months
    LEFT JOIN report ON report.school_id = chosen.id AND report.month = months.month
)
SELECT month, count(*) FILTER (WHERE state = 'on_time') AS on_time, count(*) FILTER (WHERE state = 'late') AS late,
       count(*) FILTER (WHERE state = 'missing') AS missing, count(*) FILTER (WHERE state = 'not_due') AS not_due
FROM states GROUP BY month ORDER BY month
