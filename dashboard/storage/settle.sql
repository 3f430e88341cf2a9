-- From which month on does each report no longer stand? From the school's next report; after its last one from its
-- closing; if it was merged, from the first report of a school that took it over, or from that one's own closing.
WITH RECURSIVE gone AS (
    SELECT school.id AS school_id, month_of(any_value(closed_on)) AS month, max_by(successor_id, school_succession.id) AS heir_id
    FROM district.school
    LEFT JOIN district.school_succession ON predecessor_id = school.id AND kind = 'merger'
    WHERE closed_on IS NOT NULL
    GROUP BY school.id
),
walk(school_id, heir_id, from_month, steps) AS (
    SELECT school_id, heir_id, month, 1 FROM gone
    UNION ALL
    SELECT walk.school_id, gone.heir_id, greatest(walk.from_month, gone.month), steps + 1
    FROM walk JOIN gone ON gone.school_id = walk.heir_id
    WHERE steps < 20
),
told AS (
    SELECT walk.school_id, min(CASE WHEN heir_id IS NULL THEN from_month ELSE report.month END) AS month
    FROM walk LEFT JOIN district.report ON report.school_id = heir_id AND report.month >= from_month
    GROUP BY walk.school_id
)
SELECT report.id,
       coalesce(lead(report.month) OVER (PARTITION BY report.school_id ORDER BY report.month), told.month, never()) AS stands_until
FROM district.report LEFT JOIN told ON told.school_id = report.school_id
