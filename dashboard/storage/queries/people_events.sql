-- Which events are recorded of these people, in the order of recording?
SELECT * FROM stage_event WHERE list_contains($people::INTEGER[], person_id) ORDER BY person_id, id
