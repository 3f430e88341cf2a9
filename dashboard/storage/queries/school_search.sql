-- Which open schools hold all the words that were typed, in name, code or commune, without accents?
SELECT id AS school_id, coalesce(code, 'id' || id) AS code, name, commune
FROM chosen_schools($month, $levels, $communes, NULL)
WHERE len($words::VARCHAR[]) = len(list_filter($words::VARCHAR[], lambda word:
      contains(search_key || ' ' || lower(coalesce(code, '')) || ' ' || replace(coalesce(commune_key, ''), '-', ' '), word)))
ORDER BY name COLLATE vi
LIMIT $limit
