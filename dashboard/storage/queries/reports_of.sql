-- What stands in the database for these schools and months?
SELECT report.* EXCLUDE (stands_until) FROM report
WHERE list_contains($school_ids::INTEGER[], school_id) AND list_contains($months::DATE[], month)
