-- Where does a school's report of a month state another number of people than are recorded one by one?
WITH recorded AS (
    SELECT DISTINCT school_id FROM people_on(last_day($month::DATE))
),
stands AS (
    SELECT people.school_id,
           count(*) FILTER (WHERE stage.part = 'probation') AS members_probationary,
           count(*) FILTER (WHERE stage.code = 'outstanding') AS outstanding_total,
           count(*) FILTER (WHERE stage.part = 'candidate' AND stage.code NOT IN ('source', 'outstanding')) AS sympathizer_total
    FROM people_on(last_day($month::DATE)) AS people JOIN stage ON stage.code = people.stage
    WHERE people.exit IS NULL
    GROUP BY people.school_id
),
moved AS (
    SELECT school_id, count(*) AS admitted FROM steps_on(last_day($month::DATE))
    WHERE stage = 'probationary' AND month_of(on_day) = $month::DATE
    GROUP BY school_id
),
counted AS (
    UNPIVOT (SELECT school_id, coalesce(admitted, 0) AS admitted, coalesce(members_probationary, 0) AS members_probationary,
                    coalesce(outstanding_total, 0) AS outstanding_total, coalesce(sympathizer_total, 0) AS sympathizer_total
             FROM recorded LEFT JOIN stands USING (school_id) LEFT JOIN moved USING (school_id))
    ON admitted, members_probationary, outstanding_total, sympathizer_total INTO NAME field VALUE counted
),
stated AS (
    UNPIVOT (SELECT school_id, admitted, members_probationary, outstanding_total, sympathizer_total FROM report WHERE month = $month::DATE)
    ON admitted, members_probationary, outstanding_total, sympathizer_total INTO NAME field VALUE stated
)
SELECT coalesce(school.code, 'id' || school.id) AS school_code, school.name AS school_name, field, stated.stated, counted.counted
FROM counted JOIN stated USING (school_id, field)
JOIN matching_schools($levels, $communes, $school) AS school ON school.id = counted.school_id
WHERE stated.stated <> counted.counted
ORDER BY school_code, field
