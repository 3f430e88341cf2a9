-- Which schools stand in the database for a month through files of several schools that named one of these schools?
SELECT DISTINCT report.school_id, school.name
FROM report JOIN school ON school.id = report.school_id JOIN upload ON upload.id = report.upload_id
WHERE report.month = $month AND upload.kind = 'file'
  AND upload.rows_new + upload.rows_changed + upload.rows_unchanged > 1
  AND report.upload_id IN (SELECT upload_id FROM report AS named
                           WHERE named.month = $month AND list_contains($school_ids::INTEGER[], named.school_id))
ORDER BY report.school_id
