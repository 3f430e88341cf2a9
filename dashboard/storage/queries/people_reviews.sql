-- What was remarked on these people, month by month?
SELECT * FROM helper_review WHERE list_contains($people::INTEGER[], person_id) ORDER BY person_id, month, id
