-- In which chosen schools were how many people introduced by the end of a day, and how many of these admitted? Most introduced first.
WITH introduced AS (
    SELECT person_id, school_id
    FROM steps_on($day) AS steps SEMI JOIN matching_schools($levels, $communes, $school) AS school ON school.id = steps.school_id
    WHERE stage = 'outstanding'
),
counted AS (
    SELECT introduced.school_id, count(*) AS introduced, count(admitted.person_id) AS admitted
    FROM introduced
    LEFT JOIN (SELECT person_id FROM steps_on($day) WHERE stage = 'probationary') AS admitted USING (person_id)
    GROUP BY introduced.school_id
)
SELECT school.id AS school_id, coalesce(school.code, 'id' || school.id) AS code, school.name, school.commune, introduced, admitted,
       count(*) OVER () AS schools, sum(introduced) OVER () AS all_introduced, sum(admitted) OVER () AS all_admitted
FROM counted JOIN school ON school.id = counted.school_id
ORDER BY introduced DESC, code
LIMIT $limit
