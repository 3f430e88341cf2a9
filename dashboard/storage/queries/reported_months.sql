-- Which months have reports, newest first?
SELECT DISTINCT month FROM report WHERE month <= $today ORDER BY month DESC
