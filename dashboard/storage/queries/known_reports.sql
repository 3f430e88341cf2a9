-- What stands in the database for each wanted school and month?
SELECT wanted.place, report.* EXCLUDE (school_id, month, stands_until)
FROM wanted JOIN report ON report.school_id = wanted.school_id AND report.month = wanted.month
