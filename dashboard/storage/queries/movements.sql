-- How did members and admissions of the chosen schools move up to a month, and for which schools is that known?
-- Movements are summed over the year; changes hold the members of two months against each other.
WITH chosen AS (
    SELECT id AS school_id, true AS expected FROM chosen_schools($month, $levels, $communes, $school)
),
members AS (
    FROM members_at($member_months::DATE[], $month, $levels, $communes, $school)
),
change_figures AS (
    SELECT indicator.code, sum(latest.members_total - earlier.members_total) AS numerator, NULL::HUGEINT AS denominator,
           count(*) FILTER (WHERE latest.told) AS known, count(*) AS used
    FROM indicator
    JOIN members AS latest ON latest.month = $month AND latest.members_total IS NOT NULL
    JOIN members AS earlier ON earlier.month = ($month - to_months(indicator.months))::DATE
                           AND earlier.members_total IS NOT NULL AND earlier.school_id = latest.school_id
    WHERE indicator.kind = 'change'
    GROUP BY indicator.code
),
told AS (
    SELECT school_id, sum(admitted) AS admitted,
           count(admitted) FILTER (WHERE list_contains($expected_months::DATE[], month)) AS months
    FROM report WHERE month BETWEEN $year_start AND $month
    GROUP BY school_id
),
admitted AS (
    SELECT coalesce(owner_id, school.id) AS school_id, sum(admitted) AS amount,
           bool_and(CASE WHEN months = len($expected_months::DATE[]) THEN true
                    ELSE coalesce(months, 0) >= len(list_filter($expected_months::DATE[], lambda one: first_month <= one AND one < end_month))
                    END) AS whole
    FROM matching_schools($levels, $communes, $school) AS school
    LEFT JOIN told ON told.school_id = school.id
    LEFT JOIN owners($month) AS owner ON owner.school_id = school.id
    WHERE first_month <= $month AND end_month > $year_start
    GROUP BY ALL HAVING count(admitted) > 0
),
movement_figures AS (
    SELECT 'admitted_year' AS code, sum(amount) AS numerator, NULL::HUGEINT AS denominator,
           count(*) FILTER (WHERE expected AND whole) AS known, count(*) FILTER (WHERE expected) AS used
    FROM admitted LEFT JOIN chosen USING (school_id)
    UNION ALL
    SELECT 'admission_rate', sum(amount), sum(base.members_total),
           count(*) FILTER (WHERE expected AND whole), count(*) FILTER (WHERE expected)
    FROM admitted JOIN members AS base USING (school_id) LEFT JOIN chosen USING (school_id)
    WHERE base.month = $base_month AND base.members_total IS NOT NULL
)
SELECT code, numerator::BIGINT AS numerator, denominator::BIGINT AS denominator, known, used
FROM (FROM change_figures UNION ALL FROM movement_figures)
WHERE used > 0
