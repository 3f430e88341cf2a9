-- Which rows break the database's own rules? (Uniqueness and references are checked here, not by keys.)
SELECT 'school_code_twice' AS rule, code AS subject, count(*) AS how_many FROM school WHERE code IS NOT NULL
GROUP BY code HAVING count(*) > 1
UNION ALL SELECT 'school_id_twice', id::VARCHAR, count(*) FROM school GROUP BY id HAVING count(*) > 1
UNION ALL SELECT 'report_twice', school_id || ' ' || month, count(*) FROM report GROUP BY school_id, month HAVING count(*) > 1
UNION ALL SELECT 'report_of_no_school', report.school_id::VARCHAR, count(*) FROM report
    ANTI JOIN school ON school.id = report.school_id GROUP BY report.school_id
UNION ALL SELECT 'branch_of_no_school', school_branch.school_id::VARCHAR, count(*) FROM school_branch
    ANTI JOIN school ON school.id = school_branch.school_id GROUP BY school_branch.school_id
UNION ALL SELECT 'school_in_no_branch', branch_id::VARCHAR, count(*) FROM school_branch
    ANTI JOIN branch ON branch.id = school_branch.branch_id WHERE branch_id IS NOT NULL GROUP BY branch_id
UNION ALL SELECT 'succession_of_no_school', school_succession.id::VARCHAR, count(*) FROM school_succession
    WHERE predecessor_id NOT IN (SELECT id FROM school) OR successor_id NOT IN (SELECT id FROM school) GROUP BY school_succession.id
UNION ALL SELECT 'report_outside_school_life', report.school_id || ' ' || report.month, count(*)
    FROM report JOIN school ON school.id = report.school_id
    WHERE school.closed_on <= last_day(report.month) GROUP BY report.school_id, report.month
UNION ALL SELECT 'report_month_not_first', id::VARCHAR, count(*) FROM report WHERE day(month) <> 1 GROUP BY id
ORDER BY rule, subject
