-- Which chosen schools that are open admitted nobody since a day, have nobody on the way, or nobody left to admit?
-- `no_admission`: neither by the people recorded nor by the reports since then, where either is there; a school whose
-- whole staff are members is excused. What a merged school recorded counts for the one that took it over.
WITH chosen AS MATERIALIZED (
    SELECT id, coalesce(owner.owner_id, id) AS owner_id, month_of($day::DATE) BETWEEN first_month AND end_month - 1 AS open,
           first_month <= month_of($since::DATE) AS is_old
    FROM matching_schools($levels, $communes, $school) AS school LEFT JOIN owners(month_of($day::DATE)) AS owner ON owner.school_id = id
),
people AS (
    SELECT school_id, count(*) AS people, count(*) FILTER (exit IS NULL AND part = 'candidate') AS candidates
    FROM people_on($day) AS people JOIN stage ON stage.code = people.stage
    GROUP BY school_id
),
ceremonies AS (
    SELECT school_id, max(on_day) AS last_on FROM steps_on($day) WHERE stage = 'probationary' GROUP BY school_id
),
told AS (
    SELECT school_id, sum(admitted) AS admitted, max(month) FILTER (admitted > 0) AS last_month
    FROM report WHERE month <= $day AND last_day(month) > $since AND admitted IS NOT NULL GROUP BY school_id
),
strength AS (
    SELECT school_id, staff_total, members_total, report_month FROM standing_reports(month_of($day::DATE), $levels, $communes, $school)
),
summed AS (
    SELECT owner_id AS school_id, bool_or(is_old) AS is_old, coalesce(sum(people.people), 0) AS people,
           coalesce(sum(candidates), 0) AS candidates, max(last_on) AS last_on, sum(told.admitted) AS told
    FROM chosen LEFT JOIN people ON people.school_id = chosen.id LEFT JOIN ceremonies ON ceremonies.school_id = chosen.id
    LEFT JOIN told ON told.school_id = chosen.id
    GROUP BY owner_id
),
judged AS (
    SELECT summed.*, strength.staff_total, strength.members_total,
           coalesce(strength.staff_total = strength.members_total, false) AS is_full
    FROM summed SEMI JOIN (FROM chosen WHERE open) AS chosen ON chosen.id = summed.school_id
    LEFT JOIN strength USING (school_id)
),
found AS (
    SELECT 'no_admission' AS kind, * FROM judged
    WHERE is_old AND NOT is_full AND (last_on IS NULL OR last_on <= $since) AND coalesce(told, 0) = 0
      AND (people > 0 OR told IS NOT NULL)
    UNION ALL
    SELECT 'no_source', * FROM judged WHERE candidates = 0 AND NOT is_full
    UNION ALL
    SELECT 'nobody_left', * FROM judged WHERE is_full
)
SELECT kind, coalesce(school.code, 'id' || school.id) AS code, school.name, school.commune, last_on, people > 0 AS has_people,
       staff_total, members_total, count(*) OVER (PARTITION BY kind) AS schools
FROM found JOIN school ON school.id = found.school_id
QUALIFY row_number() OVER (PARTITION BY kind ORDER BY last_on NULLS FIRST, school.name COLLATE vi, code) <= $limit
ORDER BY kind, last_on NULLS FIRST, school.name COLLATE vi, code
