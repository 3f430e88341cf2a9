-- Which reports did the wanted schools make before the last wanted month, and how many members did each state?
SELECT school_id, month, members_total FROM report
WHERE school_id IN (SELECT school_id FROM wanted) AND month < (SELECT max(month) FROM wanted)
ORDER BY school_id, month
