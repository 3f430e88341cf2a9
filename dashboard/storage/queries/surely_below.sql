-- Which chosen schools lie below the overall share by more than chance explains at their size, furthest first?
-- Beside them: how many lie below at all, and how many surely.
WITH standing AS (
    SELECT chosen.id AS school_id, coalesce(chosen.code, 'id' || chosen.id) AS code, chosen.name, chosen.commune, chosen.level,
           latest.staff_total, latest.members_total, latest.carried, latest.month AS report_month
    FROM chosen_schools($month, $levels, $communes, $school) AS chosen
    JOIN last_reports($month) AS latest ON latest.school_id = chosen.id
    WHERE latest.staff_total > 0 AND latest.members_total IS NOT NULL
),
overall AS (
    SELECT sum(members_total)::BIGINT AS overall_numerator, sum(staff_total)::BIGINT AS overall_denominator FROM standing
),
judged AS (
    SELECT standing.*, overall.*, members_total * overall_denominator < overall_numerator * staff_total AS is_below,
           standard_errors(members_total, staff_total, overall_numerator / overall_denominator) AS errors
    FROM standing CROSS JOIN overall
)
SELECT * EXCLUDE (is_below, errors),
       (SELECT count(*) FROM judged WHERE is_below) AS schools_below,
       (SELECT count(*) FROM judged WHERE errors < -$quantile) AS schools_surely_below
FROM judged WHERE errors < -$quantile
ORDER BY errors, code
LIMIT $limit
