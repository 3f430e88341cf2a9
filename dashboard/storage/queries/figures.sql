-- What are the figures of the chosen schools in a month, each with its parts and the schools it is known for?
-- Stocks come from each school's last report (known: of the month itself); movements are summed over the year.
WITH chosen AS (
    SELECT id, current_id FROM chosen_schools($month, $levels, $communes, $school)
),
stock_reports AS (
    SELECT latest.*, chosen.current_id FROM last_reports($month) AS latest JOIN chosen ON chosen.id = latest.school_id
),
stock AS (
    SELECT * FROM (
        UNPIVOT (SELECT * EXCLUDE (id, month, recorded_on, upload_id) FROM stock_reports)
        ON * EXCLUDE (school_id, current_id, carried) INTO NAME field VALUE amount)
),
stock_figures AS (
    SELECT indicator.code, sum(part.amount) AS numerator, sum(whole.amount) AS denominator,
           count(*) FILTER (WHERE NOT part.carried) AS known, count(*) AS used
    FROM indicator
    JOIN stock AS part ON part.field = indicator.numerator
    LEFT JOIN stock AS whole ON whole.field = indicator.denominator AND whole.school_id = part.school_id
    WHERE indicator.kind = 'stock' OR (indicator.kind = 'ratio' AND whole.amount IS NOT NULL)
    GROUP BY indicator.code
),
year_schools AS (
    SELECT id, current_id, opened_on, closed_on FROM matching_schools($levels, $communes, $school)
    WHERE (opened_on IS NULL OR opened_on <= last_day($month)) AND (closed_on IS NULL OR closed_on > $year_start)
),
year_months AS (
    SELECT unnest($expected_months::DATE[]) AS month
),
year_reports AS (
    SELECT report.school_id, year_schools.current_id, report.month, report.admitted
    FROM report JOIN year_schools ON year_schools.id = report.school_id
    WHERE report.month BETWEEN $year_start AND $month AND report.admitted IS NOT NULL
),
year_gaps AS (
    SELECT year_schools.current_id
    FROM year_schools CROSS JOIN year_months
    ANTI JOIN year_reports ON year_reports.school_id = year_schools.id AND year_reports.month = year_months.month
    WHERE (opened_on IS NULL OR opened_on <= last_day(year_months.month))
      AND (closed_on IS NULL OR closed_on > last_day(year_months.month))
),
admitted AS (
    SELECT current_id, sum(admitted) AS amount FROM year_reports GROUP BY current_id
),
admission_base AS (
    SELECT lineage.current_id, sum(base.members_total) AS amount
    FROM last_reports($base_month) AS base
    JOIN chosen_schools($base_month, $levels, $communes, $school) AS lineage ON lineage.id = base.school_id
    GROUP BY lineage.current_id HAVING count(*) = count(base.members_total)
),
movement_figures AS (
    SELECT 'admitted_year' AS code, sum(amount) AS numerator, NULL::HUGEINT AS denominator,
           count(*) FILTER (WHERE current_id NOT IN (SELECT current_id FROM year_gaps)
                              AND current_id IN (SELECT current_id FROM chosen)) AS known,
           count(*) AS used
    FROM admitted
    UNION ALL
    SELECT 'admission_rate', sum(admitted.amount), sum(admission_base.amount),
           count(*) FILTER (WHERE current_id NOT IN (SELECT current_id FROM year_gaps)
                              AND current_id IN (SELECT current_id FROM chosen)), count(*)
    FROM admitted JOIN admission_base USING (current_id)
),
members_now AS (
    SELECT current_id, sum(members_total) AS amount, bool_or(carried) AS carried
    FROM stock_reports GROUP BY current_id HAVING count(*) = count(members_total)
),
members_then AS (
    SELECT earlier.current_id, change.code, sum(latest.members_total) AS amount
    FROM indicator AS change
    CROSS JOIN matching_schools($levels, $communes, $school) AS earlier
    JOIN report AS latest ON latest.school_id = earlier.id AND latest.month <= $month - to_months(change.months)
    WHERE change.kind = 'change'
      AND (earlier.closed_on IS NULL OR earlier.closed_on > last_day($month - to_months(change.months)))
      AND latest.month = (SELECT max(month) FROM report AS other WHERE other.school_id = earlier.id
                          AND other.month <= $month - to_months(change.months))
    GROUP BY earlier.current_id, change.code HAVING count(*) = count(latest.members_total)
),
change_figures AS (
    SELECT members_then.code, sum(members_now.amount - members_then.amount) AS numerator, NULL::HUGEINT AS denominator,
           count(*) FILTER (WHERE NOT members_now.carried) AS known, count(*) AS used
    FROM members_now JOIN members_then USING (current_id) GROUP BY members_then.code
),
school_figures AS (
    SELECT 'schools' AS code, count(*) AS numerator, NULL::HUGEINT AS denominator, count(*) AS known, count(*) AS used FROM chosen
    UNION ALL
    SELECT kinds.code, count(*) FILTER (WHERE stands.status = kinds.status), NULL, count(*), count(*)
    FROM (VALUES ('schools_with_own_branch', 'own'), ('schools_in_joint_branch', 'joint'),
                 ('schools_without_branch', 'none')) AS kinds(code, status)
    CROSS JOIN (SELECT status FROM branch_standing($month) AS standing JOIN chosen ON chosen.id = standing.school_id) AS stands
    GROUP BY kinds.code
    UNION ALL
    SELECT 'schools_without_members', count(*) FILTER (WHERE members_total = 0), NULL,
           count(*) FILTER (WHERE NOT carried), count(*)
    FROM stock_reports WHERE members_total IS NOT NULL
)
SELECT code, numerator::BIGINT AS numerator, denominator::BIGINT AS denominator, known, used,
       (SELECT count(*) FROM chosen) AS expected
FROM (FROM stock_figures UNION ALL FROM movement_figures UNION ALL FROM change_figures UNION ALL FROM school_figures)
WHERE used > 0 OR code = 'schools'
