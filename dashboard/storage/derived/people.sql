-- What follows from all events of the touched people: which were taken back, until when each state lasted, which events
-- count as the step of their stage, and from which day on they do so no longer (domain.histories).
WITH own AS (
    SELECT stage_event.id, person_id, kind, stage, on_day, stage.place,
           stage_event.id IN (SELECT reverses FROM district.stage_event SEMI JOIN touched USING (person_id) WHERE reverses IS NOT NULL)
               AS is_reversed,
           row_number() OVER (PARTITION BY person_id ORDER BY on_day, position, place, stage_event.id) AS turn
    FROM district.stage_event SEMI JOIN touched USING (person_id) JOIN stage ON stage.code = stage_event.stage
),
kept AS (
    SELECT id, person_id, kind, stage, place, on_day, turn, lead(on_day) OVER turns AS until_on, lag(kind) OVER turns AS before_kind,
           lag(place) OVER turns AS before_place
    FROM own WHERE kind <> 'reverse' AND NOT is_reversed
    WINDOW turns AS (PARTITION BY person_id ORDER BY turn)
),
-- only who went back, or stayed where they were, has steps that do not count
wavering AS (
    SELECT * FROM kept SEMI JOIN (FROM kept WHERE kind = 'enter' AND place <= before_place) USING (person_id) WHERE kind = 'enter'
),
lapsed AS (
    SELECT step.id, min(later.turn) AS turn, min_by(later.on_day, later.turn) AS lapsed_on
    FROM wavering AS step
    JOIN wavering AS later ON later.person_id = step.person_id AND later.turn > step.turn
     AND (later.place < step.place OR (later.place = step.place AND later.before_kind = 'exit'))
    GROUP BY step.id
),
repeated AS (
    SELECT DISTINCT later.id
    FROM wavering AS step LEFT JOIN lapsed ON lapsed.id = step.id
    JOIN wavering AS later ON later.person_id = step.person_id AND later.stage = step.stage AND later.turn > step.turn
     AND (lapsed.turn IS NULL OR lapsed.turn > later.turn)
)
SELECT own.id, own.is_reversed, kept.until_on, coalesce(kept.kind = 'enter' AND repeated.id IS NULL, false) AS is_step,
       lapsed.lapsed_on
FROM own LEFT JOIN kept ON kept.id = own.id LEFT JOIN lapsed ON lapsed.id = own.id LEFT JOIN repeated ON repeated.id = own.id
