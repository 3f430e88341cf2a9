-- Which people do some schools have?
SELECT id, school_id FROM person WHERE list_contains($school_ids::INTEGER[], school_id) ORDER BY id
