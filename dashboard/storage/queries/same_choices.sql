-- Which answers say something about the same heading or name, for the same school?
SELECT same.id
FROM remembered_choice AS mine
JOIN remembered_choice AS same USING (kind, dataset, key)
WHERE mine.id = $choice_id AND same.school_id IS NOT DISTINCT FROM mine.school_id
ORDER BY same.id
