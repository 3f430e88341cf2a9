-- Which communes do the schools lie in?
SELECT commune_key, min(commune) AS commune FROM school WHERE commune_key IS NOT NULL
GROUP BY commune_key ORDER BY min(commune) COLLATE vi
