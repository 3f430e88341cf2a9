-- How did the chosen schools develop month by month? Each report holds until the school's next one or its closing.
WITH months AS (
    SELECT unnest(generate_series($start::DATE, $month::DATE, INTERVAL 1 MONTH))::DATE AS month
),
chosen AS (
    SELECT id, opened_on, closed_on FROM matching_schools($levels, $communes, $school)
),
spans AS (
    SELECT report.month AS from_month, report.members_total, report.staff_total,
           CASE WHEN report.staff_total IS NOT NULL THEN report.members_total END AS ratio_numerator,
           CASE WHEN report.members_total IS NOT NULL THEN report.staff_total END AS ratio_denominator,
           least(coalesce(lead(report.month) OVER (PARTITION BY report.school_id ORDER BY report.month), DATE '9999-01-01'),
                 coalesce(date_trunc('month', chosen.closed_on)::DATE, DATE '9999-01-01')) AS to_month
    FROM report JOIN chosen ON chosen.id = report.school_id
    WHERE report.month <= $month
),
steps AS (
    SELECT greatest(from_month, $start::DATE) AS month, members_total, staff_total, ratio_numerator, ratio_denominator
    FROM spans WHERE to_month > $start
    UNION ALL
    SELECT to_month, -members_total, -staff_total, -ratio_numerator, -ratio_denominator
    FROM spans WHERE to_month > $start AND to_month <= $month
),
stock AS (
    SELECT month, sum(members_total) AS members_total, sum(staff_total) AS staff_total,
           sum(ratio_numerator) AS ratio_numerator, sum(ratio_denominator) AS ratio_denominator
    FROM steps GROUP BY month
),
reports AS (
    SELECT report.month, count(*) AS reported, sum(report.admitted)::BIGINT AS admitted
    FROM report JOIN chosen ON chosen.id = report.school_id
    WHERE report.month BETWEEN $start AND $month GROUP BY report.month
),
expected AS (
    SELECT months.month, count(chosen.id) AS expected
    FROM months LEFT JOIN chosen ON (opened_on IS NULL OR opened_on <= last_day(months.month))
                                AND (closed_on IS NULL OR closed_on > last_day(months.month))
    GROUP BY months.month
)
SELECT months.month,
       (sum(stock.members_total) OVER running)::BIGINT AS members_total, (sum(stock.staff_total) OVER running)::BIGINT AS staff_total,
       (sum(stock.ratio_numerator) OVER running)::BIGINT AS ratio_numerator,
       (sum(stock.ratio_denominator) OVER running)::BIGINT AS ratio_denominator,
       reports.admitted, coalesce(reports.reported, 0) AS reported, expected.expected
FROM months LEFT JOIN stock USING (month) LEFT JOIN reports USING (month) JOIN expected USING (month)
WINDOW running AS (ORDER BY months.month)
ORDER BY months.month
