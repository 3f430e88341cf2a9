-- Who of the chosen schools is on the way at the end of a day, the most urgent first, narrowed by words, stage, delay or want of a helper?
-- (What is not asked for is a question without answers, which the engine leaves out.)
WITH named AS (
    SELECT id FROM person WHERE len($words::VARCHAR[]) > 0 AND len($words) = len(list_filter($words, lambda word: contains(search_key, word)))
),
alone AS (
    SELECT person_id FROM problems_on($day) WHERE problem = CASE WHEN $unhelped THEN 'helper_missing' ELSE '' END
),
here AS MATERIALIZED (
    SELECT people.person_id, people.school_id, people.stage, people.since
    FROM people_on($day) AS people SEMI JOIN matching_schools($levels, $communes, $school) AS school ON school.id = people.school_id
    WHERE people.exit IS NULL AND people.stage <> 'official' AND ($stage::VARCHAR IS NULL OR people.stage = $stage)
      AND (len($words::VARCHAR[]) = 0 OR people.person_id IN (FROM named))
      AND (NOT $unhelped OR people.person_id IN (FROM alone))
),
-- once the twelve months are over it is the meeting of the branch that is due
running AS MATERIALIZED (
    SELECT person_id, clock, due_on, clock <> 'probation' OR due_on > $day AS counts FROM dues_on($day)
),
first AS (
    SELECT person_id, coalesce(min(due_on) FILTER (counts), min(due_on)) AS due_on FROM running GROUP BY person_id
),
chosen AS MATERIALIZED (
    SELECT here.*, due_on FROM here LEFT JOIN first USING (person_id) WHERE NOT $overdue OR due_on < $day
),
shown AS MATERIALIZED (
    FROM chosen ORDER BY due_on NULLS LAST, since, person_id LIMIT $limit OFFSET $skip
),
clocks AS (
    SELECT person_id, coalesce(min(clock) FILTER (counts), min(clock)) AS clock
    FROM running JOIN shown USING (person_id) WHERE running.due_on = shown.due_on GROUP BY person_id
)
SELECT shown.person_id, person.full_name, coalesce(school.code, 'id' || school.id) AS code, school.name, stage, since,
       $day - since AS days, clock, due_on, due_on - $day AS days_left,
       (SELECT count(*) FROM chosen) AS people, (SELECT count(*) FROM chosen WHERE due_on < $day) AS late
FROM shown JOIN person ON person.id = shown.person_id JOIN school ON school.id = shown.school_id LEFT JOIN clocks USING (person_id)
ORDER BY due_on NULLS LAST, since, shown.person_id
