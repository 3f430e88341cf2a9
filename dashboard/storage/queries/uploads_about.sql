-- Which uploads changed something about a person?
SELECT DISTINCT upload_id FROM people_touched() WHERE person_id = $person_id ORDER BY upload_id
