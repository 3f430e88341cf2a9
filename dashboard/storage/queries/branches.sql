-- Which branches are there?
SELECT * FROM branch ORDER BY id
