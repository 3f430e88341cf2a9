-- What stands at the end of a month for the chosen schools, each figure with its parts and the schools it is known for?
-- Stocks come from each school's last report (known: of the month itself).
WITH chosen AS (
    SELECT id AS school_id FROM chosen_schools($month, $levels, $communes, $school)
),
standing AS MATERIALIZED (
    FROM standing_reports($month, $levels, $communes, $school) WHERE report_month IS NOT NULL
),
sums AS (
    -- schools that leave the same fields blank are summed first: what is known in such a sum is known for all of them
    SELECT hash(list_transform(amounts, lambda amount: amount IS NULL)) AS blanks, carried, count(*) AS schools,
           sum(COLUMNS(* EXCLUDE (school_id, expected, report_month, carried, amounts)))
    FROM (SELECT *, [*COLUMNS(* EXCLUDE (school_id, expected, report_month, carried))] AS amounts FROM standing)
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
school_figures AS (
    SELECT 'schools' AS code, count(*) AS numerator, NULL::HUGEINT AS denominator, count(*) AS known, count(*) AS used
    FROM chosen
    UNION ALL
    SELECT kinds.code, count(*) FILTER (WHERE stands.status = kinds.status), NULL, count(*), count(*)
    FROM (VALUES ('schools_with_own_branch', 'own'), ('schools_in_joint_branch', 'joint'),
                 ('schools_without_branch', 'none')) AS kinds(code, status)
    CROSS JOIN (SELECT status FROM branch_standing($month) AS branch JOIN chosen USING (school_id)) AS stands
    GROUP BY kinds.code
    UNION ALL
    SELECT 'schools_without_members', count(*) FILTER (WHERE members_total = 0), NULL,
           count(*) FILTER (WHERE NOT carried), count(*)
    FROM standing WHERE expected AND members_total IS NOT NULL
)
SELECT code, numerator::BIGINT AS numerator, denominator::BIGINT AS denominator, known, used,
       (SELECT count(*) FROM chosen) AS expected
FROM (FROM stock_figures UNION ALL FROM ratio_figures UNION ALL FROM school_figures)
WHERE used > 0 OR code = 'schools'
