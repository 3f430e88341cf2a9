-- How many people of the chosen schools are on the way at the end of a day, and how many came to which step since its year began?
-- Also: of how many schools that are open people are recorded at all.
WITH chosen AS MATERIALIZED (
    SELECT id FROM matching_schools($levels, $communes, $school)
),
here AS MATERIALIZED (
    SELECT people.school_id, count(*) AS recorded, count(*) FILTER (exit IS NULL AND part <> 'official') AS on_the_way,
           count(*) FILTER (exit IS NULL AND part = 'probation') AS probationary
    FROM people_on($day) AS people JOIN stage ON stage.code = people.stage SEMI JOIN chosen ON chosen.id = people.school_id
    GROUP BY people.school_id
),
taken AS (
    SELECT stage, count(*) AS people
    FROM steps_on($day) AS steps SEMI JOIN chosen ON chosen.id = steps.school_id
    WHERE on_day >= date_trunc('year', $day::DATE)
    GROUP BY stage
),
alone AS (
    SELECT person.school_id FROM problems_on($day) AS problems JOIN person ON person.id = problems.person_id WHERE problem = 'helper_missing'
),
expected AS (
    SELECT id FROM chosen_schools(month_of($day::DATE), $levels, $communes, $school)
)
SELECT 'recorded' AS code, coalesce(sum(recorded), 0)::BIGINT AS people FROM here
UNION ALL
SELECT 'on_the_way', coalesce(sum(on_the_way), 0)::BIGINT FROM here
UNION ALL
SELECT 'probationary', coalesce(sum(probationary), 0)::BIGINT FROM here
UNION ALL
SELECT 'without_helper', count(*) FROM alone SEMI JOIN chosen ON chosen.id = alone.school_id
UNION ALL
SELECT named.code, coalesce(taken.people, 0)
FROM (VALUES ('introduced', 'outstanding'), ('recognised', 'sympathizer'), ('class_attended', 'class_enrolled'),
             ('certified', 'class_certified'), ('proposed', 'branch_voted'), ('admitted', 'probationary'),
             ('officialised', 'official')) AS named(code, stage)
LEFT JOIN taken ON taken.stage = named.stage
UNION ALL
SELECT 'schools_expected', count(*) FROM expected
UNION ALL
SELECT 'schools_recorded', count(*) FROM expected SEMI JOIN here ON here.school_id = expected.id
