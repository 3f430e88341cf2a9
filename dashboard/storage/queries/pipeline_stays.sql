-- How long did people of the chosen schools stay at each stage by the end of a day, and how did their stays end?
-- `moved` went on to a later stage after so many days; the others were last seen there: they wait, left, or went back.
-- A row without days counts the `stays`, and the `moved` among them, of people who had been there before. Of the last
-- stage only who came since a day.
WITH events AS NOT MATERIALIZED (
    SELECT person_id, kind = 'enter' AS enters, stage, on_day, position, id, CASE WHEN until_on <= $day THEN until_on END AS until_on
    FROM stage_event SEMI JOIN matching_schools($levels, $communes, $school) AS school ON school.id = stage_event.school_id
    WHERE on_day <= $day AND kind <> 'reverse' AND NOT is_reversed
),
-- who left, went back or came twice; of everybody else each stay is the only one, and a step forward ended it
-- (`coalesce` keeps the engine from building its table of all events instead of these few people)
special AS MATERIALIZED (
    SELECT DISTINCT person_id FROM stage_event WHERE kind = 'exit' OR (kind = 'enter' AND (NOT is_step OR lapsed_on IS NOT NULL))
),
straight AS (
    SELECT stage, coalesce(until_on, $day) - on_day AS days, until_on IS NULL AS waits, count(*) AS people
    FROM events WHERE (stage <> 'official' OR on_day > $since) AND NOT coalesce(person_id IN (FROM special), false)
    GROUP BY ALL
),
ordered AS (
    SELECT person_id, place, enters, on_day, until_on, lead(enters) OVER turns AND lead(place) OVER turns > place AS forward
    FROM (SELECT events.*, place FROM events JOIN stage ON stage.code = events.stage
          WHERE coalesce(person_id IN (FROM special), false))
    WINDOW turns AS (PARTITION BY person_id ORDER BY on_day, position, place, id)
),
ended AS MATERIALIZED (
    SELECT person_id, place, on_day, until_on, coalesce(forward, false) AS moved
    FROM ordered JOIN stage USING (place) WHERE enters AND (code <> 'official' OR on_day > $since)
),
stays AS (
    SELECT stage, days, people * (NOT waits)::INTEGER AS moved, people * waits::INTEGER AS waiting, 0 AS others FROM straight
    UNION ALL
    SELECT code, coalesce(until_on, $day) - on_day, moved::INTEGER, (until_on IS NULL)::INTEGER, (until_on IS NOT NULL AND NOT moved)::INTEGER
    FROM ended JOIN stage USING (place)
)
SELECT stage, days, sum(moved)::BIGINT AS moved, sum(waiting)::BIGINT AS waiting, sum(others)::BIGINT AS others, 0 AS stays
FROM stays GROUP BY stage, days
UNION ALL
SELECT code, NULL, count(*) FILTER (moved) - count(DISTINCT person_id) FILTER (moved), 0, 0, count(*) - count(DISTINCT person_id)
FROM ended JOIN stage USING (place) GROUP BY code
ORDER BY stage, days
