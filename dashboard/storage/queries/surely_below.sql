-- Which chosen schools lie below the overall share by more than chance explains at their size, lowest first?
-- Beside them: how many lie below at all, and how many surely.
WITH standing AS (
    FROM standing_reports($month, $levels, $communes, $school) WHERE staff_total > 0 AND members_total IS NOT NULL
),
overall AS (
    SELECT sum(members_total) AS overall_numerator, sum(staff_total) AS overall_denominator FROM standing
),
judged AS (
    SELECT standing.school_id, staff_total, members_total, carried, report_month, overall.*,
           members_total * overall_denominator < overall_numerator * staff_total AS is_below,
           standard_errors(members_total, staff_total, overall_numerator / overall_denominator) AS errors
    FROM standing CROSS JOIN overall WHERE standing.expected
)
SELECT school.id AS school_id, coalesce(school.code, 'id' || school.id) AS code, school.name, school.commune, school.level,
       judged.* EXCLUDE (school_id, is_below, errors),
       (SELECT count(*) FROM judged WHERE is_below) AS schools_below,
       (SELECT count(*) FROM judged WHERE errors < -$quantile) AS schools_surely_below
FROM judged JOIN school ON school.id = judged.school_id
WHERE errors < -$quantile
ORDER BY members_total / staff_total, staff_total DESC, school.name, code
LIMIT $limit
