-- Who of a school has a name and, as far as it is known on both sides, a birth?
SELECT id FROM person
WHERE school_id = $school_id AND lower(full_name) = lower($full_name)
  AND coalesce(birth_date = $birth_date::DATE, true)
  AND coalesce(coalesce(birth_year, year(birth_date)) = coalesce($birth_year::INTEGER, year($birth_date::DATE)), true)
ORDER BY id
