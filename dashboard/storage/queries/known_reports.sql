-- What stands in the database for each wanted school and month, and what did the school state in its last earlier report?
SELECT wanted.place, report.* EXCLUDE (school_id, month, stands_until),
       earlier.month AS previous_month, stated.members_total AS previous_members_total
FROM wanted
LEFT JOIN report ON report.school_id = wanted.school_id AND report.month = wanted.month
ASOF LEFT JOIN report AS earlier ON earlier.school_id = wanted.school_id AND wanted.month > earlier.month
ASOF LEFT JOIN (SELECT school_id, month, members_total FROM report WHERE members_total IS NOT NULL) AS stated
    ON stated.school_id = wanted.school_id AND wanted.month > stated.month
WHERE report.id IS NOT NULL OR earlier.month IS NOT NULL
