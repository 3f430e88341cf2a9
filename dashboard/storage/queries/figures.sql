-- What are the figures of the chosen schools in a month, each with its parts and the schools it is known for?
-- Stocks come from each school's last report (known: of the month itself); movements are summed over the year.
WITH standing AS MATERIALIZED (
    FROM standing_reports($month, $levels, $communes, $school)
),
sums AS (
    -- schools that leave the same fields blank are summed first: what is known in such a sum is known for all of them
    SELECT hash(list_transform(amounts, lambda amount: amount IS NULL)) AS blanks, carried, count(*) AS schools,
           sum(COLUMNS(* EXCLUDE (school_id, expected, report_month, carried, amounts)))
    FROM (SELECT *, [*COLUMNS(* EXCLUDE (school_id, expected, report_month, carried))] AS amounts FROM standing)
    WHERE report_month IS NOT NULL
    GROUP BY blanks, carried
),
stock AS (
    SELECT * FROM (UNPIVOT sums ON * EXCLUDE (blanks, carried, schools) INTO NAME field VALUE amount)
),
stock_figures AS (
    SELECT indicator.code, sum(amount) AS numerator, NULL::HUGEINT AS denominator,
           sum(schools) FILTER (WHERE NOT carried) AS known, sum(schools) AS used
    FROM indicator JOIN stock ON stock.field = indicator.numerator
    WHERE indicator.kind = 'stock'
    GROUP BY indicator.code
),
ratio_figures AS (
    SELECT indicator.code, sum(part.amount) AS numerator, sum(whole.amount) AS denominator,
           sum(part.schools) FILTER (WHERE NOT part.carried) AS known, sum(part.schools) AS used
    FROM indicator
    JOIN stock AS part ON part.field = indicator.numerator
    JOIN stock AS whole ON whole.field = indicator.denominator AND whole.blanks = part.blanks AND whole.carried = part.carried
    WHERE indicator.kind = 'ratio'
    GROUP BY indicator.code
),
members AS (
    FROM members_at($member_months::DATE[], $month, $levels, $communes, $school)
),
change_figures AS (
    SELECT indicator.code, sum(latest.members_total - earlier.members_total) AS numerator, NULL::HUGEINT AS denominator,
           count(*) FILTER (WHERE latest.told) AS known, count(*) AS used
    FROM indicator
    JOIN members AS latest ON latest.month = $month AND latest.members_total IS NOT NULL
    JOIN members AS earlier ON earlier.month = $month - to_months(indicator.months)
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
    FROM admitted LEFT JOIN standing USING (school_id)
    UNION ALL
    SELECT 'admission_rate', sum(amount), sum(base.members_total),
           count(*) FILTER (WHERE expected AND whole), count(*) FILTER (WHERE expected)
    FROM admitted JOIN members AS base USING (school_id) LEFT JOIN standing USING (school_id)
    WHERE base.month = $base_month AND base.members_total IS NOT NULL
),
school_figures AS (
    SELECT 'schools' AS code, count(*) AS numerator, NULL::HUGEINT AS denominator, count(*) AS known, count(*) AS used
    FROM standing WHERE expected
    UNION ALL
    SELECT kinds.code, count(*) FILTER (WHERE stands.status = kinds.status), NULL, count(*), count(*)
    FROM (VALUES ('schools_with_own_branch', 'own'), ('schools_in_joint_branch', 'joint'),
                 ('schools_without_branch', 'none')) AS kinds(code, status)
    CROSS JOIN (SELECT status FROM branch_standing($month) AS branch JOIN standing ON standing.school_id = branch.school_id
                WHERE standing.expected) AS stands
    GROUP BY kinds.code
    UNION ALL
    SELECT 'schools_without_members', count(*) FILTER (WHERE members_total = 0), NULL,
           count(*) FILTER (WHERE NOT carried), count(*)
    FROM standing WHERE expected AND members_total IS NOT NULL
)
SELECT code, numerator::BIGINT AS numerator, denominator::BIGINT AS denominator, known, used,
       (SELECT count(*) FROM standing WHERE expected) AS expected
FROM (FROM stock_figures UNION ALL FROM ratio_figures UNION ALL FROM change_figures
      UNION ALL FROM movement_figures UNION ALL FROM school_figures)
WHERE used > 0 OR code = 'schools'
