-- How many members did each school state in its last report before a month, and in which month was that?
SELECT wanted.school_id, wanted.month, arg_max(report.members_total, report.month) AS members_total,
       max(report.month) AS previous_month
FROM (SELECT unnest($school_ids::INTEGER[]) AS school_id, unnest($months::DATE[]) AS month) AS wanted
JOIN report ON report.school_id = wanted.school_id AND report.month < wanted.month
GROUP BY wanted.school_id, wanted.month
