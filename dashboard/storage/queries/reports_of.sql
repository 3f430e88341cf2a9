-- What stands in the database for these schools and months?
SELECT report.* EXCLUDE (stands_until) FROM report
WHERE school_id IN (SELECT unnest($school_ids::INTEGER[])) AND month IN (SELECT unnest($months::DATE[]))
