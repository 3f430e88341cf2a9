-- From which month on does each report no longer stand? From the school's next report; after its last one from its
-- closing; if it was merged, from the first report of a school that took it over, or when the last of them closes.
WITH handed AS (
    SELECT heir.school_id, min(report.month) AS told_month, max_by(greatest(from_month, end_month), steps) AS end_month
    FROM district.heir LEFT JOIN district.report ON report.school_id = heir_id AND report.month >= from_month
    WHERE heir.steps > 0
    GROUP BY heir.school_id
),
ended AS (
    SELECT id AS school_id, greatest(month_of(closed_on), least(handed.told_month, handed.end_month)) AS month
    FROM district.school LEFT JOIN handed ON handed.school_id = school.id
    WHERE closed_on IS NOT NULL
)
SELECT report.id,
       coalesce(lead(report.month) OVER (PARTITION BY report.school_id ORDER BY report.month), ended.month, never()) AS stands_until
FROM district.report LEFT JOIN ended ON ended.school_id = report.school_id
