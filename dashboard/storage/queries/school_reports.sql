-- What did one school report, month by month, newest first?
SELECT report.* EXCLUDE (stands_until) FROM report JOIN school ON school.id = report.school_id
WHERE coalesce(school.code, 'id' || school.id) = $school AND report.month BETWEEN $start AND $month
ORDER BY report.month DESC
