-- Who helps or helped these people?
SELECT * FROM helper WHERE list_contains($people::INTEGER[], person_id) ORDER BY person_id, from_on, id
