-- Which ballots were held on these people?
SELECT * FROM vote WHERE list_contains($people::INTEGER[], person_id) ORDER BY person_id, held_on, id
