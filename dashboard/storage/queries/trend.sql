-- How did the chosen schools develop month by month? Each report stands until the next one or the school's end.
WITH months AS (
    SELECT unnest(generate_series($start::DATE, $month::DATE, INTERVAL 1 MONTH))::DATE AS month
),
chosen AS NOT MATERIALIZED (
    SELECT id, first_month, end_month FROM matching_schools($levels, $communes, $school)
),
carried AS (
    SELECT report.school_id, months.month, report.members_total, report.staff_total
    FROM report JOIN months ON report.month < months.month AND months.month < report.stands_until
    WHERE report.month < $month AND report.stands_until > $start AND report.stands_until - report.month > 31
),
standing AS (
    SELECT month, members_total, staff_total, admitted, 1 AS reported
    FROM report JOIN chosen ON chosen.id = report.school_id
    WHERE month BETWEEN $start AND $month
    UNION ALL
    SELECT carried.month, members_total, staff_total, NULL, NULL
    FROM carried JOIN chosen ON chosen.id = carried.school_id
    LEFT JOIN handed_on((SELECT list(month) FROM months)) AS handed
           ON handed.school_id = carried.school_id AND handed.month = carried.month
    WHERE first_month <= carried.month AND (carried.month < end_month OR handed.month IS NOT NULL)
),
stock AS (
    SELECT month, sum(members_total) AS members_total, sum(staff_total) AS staff_total,
           sum(CASE WHEN staff_total IS NOT NULL THEN members_total END) AS ratio_numerator,
           sum(CASE WHEN members_total IS NOT NULL THEN staff_total END) AS ratio_denominator,
           sum(admitted) AS admitted, count(reported) AS reported
    FROM standing GROUP BY month
),
lives AS (
    SELECT first_month, end_month, count(*) AS schools FROM chosen GROUP BY ALL
),
expected AS (
    SELECT months.month, sum(schools)::BIGINT AS expected
    FROM months JOIN lives ON first_month <= months.month AND months.month < end_month
    GROUP BY months.month
)
SELECT months.month, members_total, staff_total, ratio_numerator, ratio_denominator, admitted,
       coalesce(reported, 0) AS reported, coalesce(expected, 0) AS expected
FROM months LEFT JOIN stock USING (month) LEFT JOIN expected USING (month)
ORDER BY months.month
