-- How many schools are there, open or not?
SELECT count(*) AS schools FROM school
