-- How many people of the chosen schools are on the way at the end of a day, and how many came to which step since its year began?
-- Also: of how many schools that are open people are recorded at all.
WITH chosen AS MATERIALIZED (
    SELECT id FROM matching_schools($levels, $communes, $school)
),
known AS MATERIALIZED (
    SELECT person_id, school_id, stage, exit FROM people_on($day) AS people SEMI JOIN chosen ON chosen.id = people.school_id
),
here AS MATERIALIZED (
    SELECT person_id, stage FROM known WHERE exit IS NULL AND stage <> 'official'
),
taken AS (
    SELECT stage, count(*) AS people
    FROM steps_on($day) AS steps SEMI JOIN chosen ON chosen.id = steps.school_id
    WHERE on_day >= date_trunc('year', $day::DATE)
    GROUP BY stage
),
expected AS (
    SELECT id FROM chosen_schools(month_of($day::DATE), $levels, $communes, $school)
)
SELECT 'recorded' AS code, count(*) AS people FROM known
UNION ALL
SELECT 'on_the_way', count(*) FROM here
UNION ALL
SELECT 'probationary', count(*) FROM here JOIN stage ON stage.code = here.stage WHERE stage.part = 'probation'
UNION ALL
SELECT 'without_helper', count(*)
FROM (SELECT person_id FROM problems_on($day) WHERE problem = 'helper_missing') AS alone SEMI JOIN here USING (person_id)
UNION ALL
SELECT named.code, coalesce(taken.people, 0)
FROM (VALUES ('introduced', 'outstanding'), ('recognised', 'sympathizer'), ('class_attended', 'class_enrolled'),
             ('certified', 'class_certified'), ('proposed', 'branch_voted'), ('admitted', 'probationary'),
             ('officialised', 'official')) AS named(code, stage)
LEFT JOIN taken ON taken.stage = named.stage
UNION ALL
SELECT 'schools_expected', count(*) FROM expected
UNION ALL
SELECT 'schools_recorded', count(*) FROM expected SEMI JOIN known ON known.school_id = expected.id
