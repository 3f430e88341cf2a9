-- How long did people of the chosen schools stay at each stage by the end of a day, and how did their stays end?
-- `moved` went on to a later stage after so many days; the others were last seen there: they wait, left, or went back.
-- A row without days counts the `stays`, and the `moved` among them, of people who had been there before; for the last
-- stage, where nobody waits, the people who came to it since a day.
WITH events AS NOT MATERIALIZED (
    SELECT person_id, kind, stage, on_day, position, id, CASE WHEN until_on <= $day THEN until_on END AS until_on
    FROM stage_event SEMI JOIN matching_schools($levels, $communes, $school) AS school ON school.id = stage_event.school_id
    WHERE on_day <= $day AND kind <> 'reverse' AND NOT is_reversed
),
-- what ends a stay is taken for a step forward first, which it was not always for those who left, and for the few who
-- went back or came twice
ended AS (
    SELECT stage, coalesce(until_on, $day) - on_day AS days, count(until_on) AS moved, count(*) - count(until_on) AS waiting
    FROM events WHERE kind = 'enter' AND stage <> 'official'
    GROUP BY ALL
),
special AS MATERIALIZED (
    SELECT person_id, bool_or(kind = 'enter') AS wavered
    FROM stage_event WHERE kind = 'exit' OR (kind = 'enter' AND (NOT is_step OR lapsed_on IS NOT NULL))
    GROUP BY person_id
),
-- (`coalesce` keeps the engine from building its table of all events instead of these people)
own AS MATERIALIZED (
    SELECT events.*, place, coalesce(person_id IN (SELECT person_id FROM special WHERE wavered), false) AS wavered
    FROM (FROM events WHERE coalesce(person_id IN (SELECT person_id FROM special), false)) AS events
    JOIN stage ON stage.code = events.stage
),
-- who only left was at the last stage that ended on that day
left_from AS (
    SELECT max_by(stay.stage, stay.place) AS stage, any_value(leaving.on_day) - max_by(stay.on_day, stay.place) AS days
    FROM own AS leaving JOIN own AS stay ON stay.person_id = leaving.person_id AND stay.until_on = leaving.on_day
    WHERE leaving.kind = 'exit' AND stay.kind = 'enter' AND NOT leaving.wavered
    GROUP BY leaving.id
),
ordered AS (
    SELECT person_id, stage, kind, on_day, until_on, lead(kind) OVER turns = 'enter' AND lead(place) OVER turns > place AS forward
    FROM own WHERE wavered
    WINDOW turns AS (PARTITION BY person_id ORDER BY on_day, position, place, id)
),
followed AS MATERIALIZED (
    SELECT person_id, stage, on_day, until_on, coalesce(forward, false) AS moved FROM ordered WHERE kind = 'enter' AND stage <> 'official'
),
stays AS (
    SELECT stage, days, moved, waiting, 0 AS others FROM ended
    UNION ALL
    SELECT stage, days, -1, 0, 1 FROM left_from WHERE stage <> 'official'
    UNION ALL
    SELECT stage, until_on - on_day, -1, 0, 1 FROM followed WHERE until_on IS NOT NULL AND NOT moved
),
came AS (
    SELECT stage, person_id, count(*) AS stays, count(*) FILTER (moved) AS moved FROM followed GROUP BY stage, person_id
)
SELECT stage, days, sum(moved)::BIGINT AS moved, sum(waiting)::BIGINT AS waiting, sum(others)::BIGINT AS others, 0 AS stays
FROM stays GROUP BY stage, days
UNION ALL
SELECT stage, NULL, sum(greatest(moved - 1, 0))::BIGINT, 0, 0, sum(stays - 1)::BIGINT
FROM came WHERE stays > 1 GROUP BY stage
UNION ALL
SELECT stage, NULL, 0, 0, 0, count(DISTINCT person_id)
FROM events WHERE kind = 'enter' AND stage = 'official' AND on_day > $since GROUP BY stage
ORDER BY stage, days
