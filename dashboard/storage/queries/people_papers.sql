-- Which papers are registered for these people?
SELECT * FROM paper WHERE list_contains($people::INTEGER[], person_id) ORDER BY person_id, dated_on, id
