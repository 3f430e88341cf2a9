-- Which is the latest month with any report up to a day?
SELECT max(month) AS month FROM report WHERE month <= $today
