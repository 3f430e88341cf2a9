-- What queries see: the base tables narrowed to the schools of the principal, made anew whenever a file is opened.
-- The scope is two variables of the cursor; while they are unset there are no rows.

-- The indicators' definitions, filled from the definitions when a file is opened.
CREATE TABLE indicator (code VARCHAR, kind VARCHAR, numerator VARCHAR, denominator VARCHAR, months INTEGER);

-- The way to membership (stages.toml), the numbers of its rules by the days in force (rules.toml) and the working days,
-- each counted since 2008, filled likewise; what a rule does not number has no amount.
CREATE TABLE stage (code VARCHAR, place INTEGER, part VARCHAR, skippable BOOLEAN);
CREATE TABLE paper_kind (code VARCHAR, stage VARCHAR, life VARCHAR);
CREATE TABLE clock (code VARCHAR, rule VARCHAR, since VARCHAR, after VARCHAR, done VARCHAR);
CREATE TABLE clock_stage (clock VARCHAR, stage VARCHAR);
CREATE TABLE clock_paper (clock VARCHAR, form VARCHAR);
CREATE TABLE rule_version (
    code VARCHAR, since DATE, until DATE, unit VARCHAR, amount INTEGER, choice VARCHAR, numerator INTEGER, denominator INTEGER
);
CREATE TABLE working_day (day DATE, counted INTEGER, worked BOOLEAN);

CREATE VIEW school AS
SELECT * FROM district.school
WHERE coalesce(getvariable('scope_all'), false) OR list_contains(getvariable('scope'), id);

CREATE VIEW school_succession AS
SELECT * FROM district.school_succession
WHERE coalesce(getvariable('scope_all'), false)
   OR (list_contains(getvariable('scope'), predecessor_id) AND list_contains(getvariable('scope'), successor_id));

CREATE VIEW heir AS
SELECT school_id, heir_id, steps, from_month, end_month FROM district.heir
WHERE coalesce(getvariable('scope_all'), false)
   OR list_has_all(getvariable('scope'), string_split(path, '+')::INTEGER[]);

CREATE VIEW school_branch AS
SELECT * FROM district.school_branch
WHERE coalesce(getvariable('scope_all'), false) OR list_contains(getvariable('scope'), school_id);

CREATE VIEW branch AS
SELECT * FROM district.branch
WHERE coalesce(getvariable('scope_all'), false) OR id IN (SELECT branch_id FROM school_branch);

CREATE VIEW report AS
SELECT * FROM district.report
WHERE coalesce(getvariable('scope_all'), false) OR list_contains(getvariable('scope'), school_id);

CREATE VIEW person AS
SELECT * FROM district.person
WHERE coalesce(getvariable('scope_all'), false) OR list_contains(getvariable('scope'), school_id);

CREATE VIEW stage_event AS
SELECT * FROM district.stage_event
WHERE coalesce(getvariable('scope_all'), false) OR list_contains(getvariable('scope'), school_id);

CREATE VIEW vote AS
SELECT * FROM district.vote
WHERE coalesce(getvariable('scope_all'), false) OR list_contains(getvariable('scope'), school_id);

CREATE VIEW helper AS
SELECT * FROM district.helper
WHERE coalesce(getvariable('scope_all'), false) OR list_contains(getvariable('scope'), school_id);

CREATE VIEW helper_review AS
SELECT * FROM district.helper_review
WHERE coalesce(getvariable('scope_all'), false) OR list_contains(getvariable('scope'), school_id);

CREATE VIEW paper AS
SELECT * FROM district.paper
WHERE coalesce(getvariable('scope_all'), false) OR list_contains(getvariable('scope'), school_id);

CREATE VIEW remembered_choice AS
SELECT * FROM district.remembered_choice
WHERE coalesce(getvariable('scope_all'), false) OR list_contains(getvariable('scope'), school_id);

-- Uploads speak of files, which may hold several schools: only who sees everything sees them.
CREATE VIEW upload AS SELECT * FROM district.upload WHERE coalesce(getvariable('scope_all'), false);
CREATE VIEW upload_change AS SELECT * FROM district.upload_change WHERE coalesce(getvariable('scope_all'), false);

-- Which image of which upload is about which person, or of somebody whom that person helps.
CREATE MACRO people_touched() AS TABLE
SELECT upload_id, number, table_name, row_id,
       CASE WHEN table_name = 'person' THEN row_id ELSE (coalesce(row_after, row_before)::JSON ->> 'person_id')::BIGINT END AS person_id,
       (coalesce(row_after, row_before)::JSON ->> 'helper_person_id')::BIGINT AS helper_person_id
FROM upload_change
WHERE table_name IN ('person', 'stage_event', 'vote', 'helper', 'helper_review', 'paper');

CREATE VIEW audit AS SELECT * FROM district.audit WHERE coalesce(getvariable('scope_all'), false);

-- The first month at whose end a day is past, and what stands for one that never comes.
CREATE MACRO month_of(day) AS date_trunc('month', day)::DATE;
CREATE MACRO never() AS DATE '9999-12-01';

-- Whose are the people of the schools that take part in mergers, at the end of a month?
CREATE MACRO owners(on_month) AS TABLE
SELECT school_id, max_by(heir_id, steps) AS owner_id FROM heir WHERE from_month <= on_month GROUP BY school_id;

-- The schools of the viewer's choice, open or not; an empty list and null mean no narrowing. A school of several
-- levels is in each of them; a chosen school brings the schools that were merged into it. They are open at the end
-- of the months from `first_month` to before `end_month`.
CREATE MACRO matching_schools(levels_, communes_, school_) AS TABLE
SELECT *, coalesce(month_of(opened_on), DATE '0001-01-01') AS first_month, coalesce(month_of(closed_on), never()) AS end_month
FROM school
WHERE (len(levels_) = 0 OR list_has_any(string_split(coalesce(level, ''), '+'), levels_))
  AND (len(communes_) = 0 OR list_contains(communes_, commune_key))
  AND (school_ IS NULL OR coalesce(code, 'id' || id) = school_
       OR id IN (SELECT heir.school_id FROM heir JOIN school AS chosen ON chosen.id = heir.heir_id
                 WHERE coalesce(chosen.code, 'id' || chosen.id) = school_));

-- Those of them that are open at the end of a month (given by its first day): these are expected to report.
CREATE MACRO chosen_schools(on_month, levels_, communes_, school_) AS TABLE
SELECT * FROM matching_schools(levels_, communes_, school_) WHERE first_month <= on_month AND on_month < end_month;

-- Which schools are open by the end of these months, or gone into one that is: until that one reports for the first
-- time, their last report stands, so that no total breaks at a merger.
CREATE MACRO handed_on(months_) AS TABLE
SELECT DISTINCT heir.school_id, asked.month
FROM heir JOIN (SELECT unnest(months_) AS month) AS asked
  ON heir.from_month <= asked.month AND asked.month < heir.end_month;

-- What stands for the chosen schools at the end of a month: the report of that month, else the last one before
-- (`carried`), else nothing; with the schools that were handed on, which are not expected any more.
CREATE MACRO standing_reports(on_month, levels_, communes_, school_) AS TABLE
SELECT school.id AS school_id, on_month < end_month AS expected, report.month AS report_month,
       report.month < on_month AS carried, report.* EXCLUDE (id, school_id, month, recorded_on, upload_id, stands_until)
FROM matching_schools(levels_, communes_, school_) AS school
LEFT JOIN report ON report.school_id = school.id AND report.month <= on_month AND report.stands_until > on_month
WHERE first_month <= on_month
  AND (on_month < end_month
       OR (report.month IS NOT NULL AND school.id IN (SELECT school_id FROM handed_on([on_month]))));

-- How many members stood at the end of several months for those who own them at the end of one: a merged school's
-- count as those of the school that took it over, unknown if one part is. `told` if all is of the month itself.
CREATE MACRO members_at(months_, on_month, levels_, communes_, school_) AS TABLE
WITH asked AS (
    SELECT unnest(months_) AS month
),
held AS (
    SELECT report.school_id, asked.month, report.members_total, true AS told
    FROM report JOIN asked ON report.month = asked.month
    UNION ALL
    SELECT report.school_id, asked.month, report.members_total, false
    FROM report JOIN asked ON report.month < asked.month AND asked.month < report.stands_until
    WHERE report.stands_until - report.month > 31
),
chosen AS (
    SELECT id, first_month, end_month FROM matching_schools(levels_, communes_, school_)
),
kin AS (
    FROM owners(on_month)
)
SELECT held.*
FROM held JOIN (FROM chosen ANTI JOIN kin ON kin.school_id = chosen.id) AS chosen ON chosen.id = held.school_id
WHERE first_month <= held.month AND held.month < end_month
UNION ALL
SELECT kin.owner_id, asked.month, CASE WHEN count(*) = count(held.members_total) THEN sum(held.members_total) END,
       bool_and(coalesce(held.told, false))
FROM kin JOIN chosen ON chosen.id = kin.school_id CROSS JOIN asked
LEFT JOIN held ON held.school_id = kin.school_id AND held.month = asked.month
WHERE first_month <= asked.month
  AND (asked.month < end_month
       OR (held.month IS NOT NULL AND (kin.school_id, asked.month) IN (FROM handed_on(months_))))
GROUP BY ALL;

-- How each school stands to a branch at the end of a month.
CREATE MACRO branch_standing(on_month) AS TABLE
SELECT * FROM school_branch
WHERE (from_on IS NULL OR from_on <= last_day(on_month)) AND (to_on IS NULL OR to_on > last_day(on_month));

-- The score limits of a share: how many standard errors it lies from the overall share (domain.ratios.standing).
CREATE MACRO standard_errors(part, whole, share) AS
    CASE WHEN whole > 0 AND share > 0 AND share < 1 THEN (part / whole - share) / sqrt(share * (1 - share) / whole) END;

-- Whether a report came in time (domain.reporting.state); a school that is not open owes none.
CREATE MACRO report_state(opened, closed, on_month, recorded, due_day_, today_) AS
    CASE WHEN opened > last_day(on_month) OR closed <= last_day(on_month) THEN 'not_expected'
         WHEN recorded <= last_day(on_month) + due_day_ THEN 'on_time'
         WHEN recorded IS NOT NULL THEN 'late'
         WHEN today_ > last_day(on_month) + due_day_ THEN 'missing'
         ELSE 'not_due' END;

-- Where everybody stands at the end of a day (domain.histories.state_on).
CREATE MACRO people_on(day_) AS TABLE
SELECT person_id, school_id, stage, exit, on_day AS since, id AS event_id, has_gap
FROM stage_event
WHERE on_day <= day_ AND (until_on IS NULL OR until_on > day_) AND NOT is_reversed AND kind <> 'reverse';

-- The steps that count at the end of a day (domain.histories.steps_on).
CREATE MACRO steps_on(day_) AS TABLE
SELECT * FROM stage_event WHERE is_step AND on_day <= day_ AND (lapsed_on IS NULL OR lapsed_on > day_);

-- The last day of a time that begins on a day (domain.deadlines).
CREATE MACRO last_day_of(unit_, start_, amount_, last_working_day) AS
    CASE unit_ WHEN 'months' THEN (start_ + to_months(amount_))::DATE
               WHEN 'years' THEN (start_ + to_months(12 * amount_))::DATE
               WHEN 'days' THEN start_ + amount_
               WHEN 'working_days' THEN last_working_day END;

-- The latest paper of each kind from which a clock counts, by the end of a day, with the documents of steps
-- (domain.cases.Case.latest).
CREATE MACRO clock_papers_on(day_) AS TABLE
SELECT person_id, form, max(dated_on) AS dated_on
FROM (SELECT person_id, form, dated_on FROM paper SEMI JOIN clock_paper USING (form) WHERE dated_on <= day_
      UNION ALL
      SELECT steps.person_id, kind.code, steps.on_day
      FROM steps_on(day_) AS steps JOIN (FROM paper_kind SEMI JOIN clock_paper ON form = code) AS kind ON kind.stage = steps.stage)
GROUP BY person_id, form;

-- From which steps clocks count for everybody at the end of a day: mostly the one at which they stand, else it is looked
-- up. `received_on` is when its decision reached the branch, as far as is known.
CREATE MACRO clock_steps_on(day_) AS TABLE
WITH pairs AS MATERIALIZED (
    SELECT DISTINCT stage, since FROM clock_stage JOIN clock ON clock.code = clock_stage.clock WHERE since IS NOT NULL
),
here AS MATERIALIZED (
    SELECT person_id, school_id, stage, pairs.since, on_day, received_on, is_step AND pairs.since = stage AS at_step
    FROM stage_event JOIN pairs USING (stage)
    WHERE kind = 'enter' AND NOT is_reversed AND on_day <= day_ AND (until_on IS NULL OR until_on > day_)
),
asked AS MATERIALIZED (
    SELECT person_id, school_id, stage, since FROM here WHERE NOT at_step
)
SELECT person_id, school_id, stage, since, on_day, coalesce(received_on, on_day) AS received_on FROM here WHERE at_step
UNION ALL
SELECT asked.* EXCLUDE (place), steps.on_day, coalesce(steps.received_on, steps.on_day)
FROM (SELECT steps.person_id, steps.on_day, steps.received_on, stage.place
      FROM steps_on(day_) AS steps JOIN (FROM stage WHERE code IN (SELECT since FROM asked)) AS stage ON stage.code = steps.stage) AS steps
JOIN (SELECT asked.*, stage.place FROM asked JOIN stage ON stage.code = asked.since) AS asked
  ON asked.person_id = steps.person_id AND asked.place = steps.place;

-- When times end that began on certain days: clocks with `started_on`, and `lawful_on`, which decides the rule that
-- applies. What begins only after another time has passed is not told before.
CREATE MACRO times_ended(begun_, day_) AS TABLE
WITH begun AS (
    SELECT begun.* EXCLUDE (started_on, lawful_on),
           CASE WHEN begun.after IS NULL THEN started_on ELSE last_day_of(first.unit, started_on, first.amount, NULL) END AS started_on,
           CASE WHEN begun.after IS NULL THEN lawful_on ELSE last_day_of(first.unit, started_on, first.amount, NULL) END AS lawful_on
    FROM query_table(begun_) AS begun
    LEFT JOIN rule_version AS first ON first.code = begun.after AND begun.started_on BETWEEN first.since AND first.until
)
SELECT begun.*, last_day_of(version.unit, begun.started_on, version.amount, ending.day) AS due_on
FROM begun
JOIN rule_version AS version ON version.code = begun.rule AND begun.lawful_on BETWEEN version.since AND version.until
LEFT JOIN working_day AS beginning ON beginning.day = begun.started_on
LEFT JOIN working_day AS ending ON ending.counted = beginning.counted + version.amount AND ending.worked
WHERE version.amount IS NOT NULL AND (begun.after IS NULL OR begun.started_on <= day_);

-- What falls due for everybody, as recorded by the end of a day (domain.clocks.dues). Many people began on few days:
-- the ends are worked out once for each.
CREATE MACRO dues_on(day_) AS TABLE
WITH steps AS MATERIALIZED (
    FROM clock_steps_on(day_)
),
papers AS MATERIALIZED (
    SELECT people.person_id, people.school_id, people.stage, clock_paper.clock, papers.dated_on
    FROM clock_papers_on(day_) AS papers JOIN people_on(day_) AS people ON people.person_id = papers.person_id
    JOIN clock_stage ON clock_stage.stage = people.stage
    JOIN clock_paper ON clock_paper.clock = clock_stage.clock AND clock_paper.form = papers.form
    WHERE people.exit IS NULL
),
step_times AS (
    SELECT one.*, clock.code AS clock, clock.rule, clock.after, clock.done, one.on_day AS lawful_on,
           CASE WHEN clock.code = 'ceremony' AND start.choice = 'receipt' THEN one.received_on ELSE one.on_day END AS started_on
    FROM (SELECT DISTINCT stage, since, on_day, received_on FROM steps) AS one
    JOIN clock_stage ON clock_stage.stage = one.stage
    JOIN clock ON clock.code = clock_stage.clock AND clock.since = one.since
    LEFT JOIN rule_version AS start ON start.code = 'ceremony_start' AND one.on_day BETWEEN start.since AND start.until
),
paper_times AS (
    SELECT one.*, clock.rule, clock.after, clock.done, dated_on AS lawful_on, dated_on AS started_on
    FROM (SELECT DISTINCT clock, dated_on FROM papers) AS one JOIN clock ON clock.code = one.clock
),
done AS MATERIALIZED (
    SELECT person_id, form FROM paper SEMI JOIN clock ON clock.done = paper.form WHERE dated_on <= day_
    UNION ALL
    SELECT steps.person_id, kind.code
    FROM steps_on(day_) AS steps JOIN (FROM paper_kind SEMI JOIN clock ON done = paper_kind.code) AS kind ON kind.stage = steps.stage
)
SELECT steps.person_id, steps.school_id, steps.stage, ended.clock, ended.rule, ended.started_on, ended.lawful_on, ended.due_on
FROM steps JOIN times_ended('step_times', day_) AS ended
  ON ended.stage = steps.stage AND ended.since = steps.since AND ended.on_day = steps.on_day AND ended.received_on = steps.received_on
WHERE due_on IS NOT NULL AND NOT coalesce((steps.person_id, ended.done) IN (SELECT (person_id, form) FROM done), false)
UNION ALL
SELECT papers.person_id, papers.school_id, papers.stage, papers.clock, any_value(ended.rule), min_by(ended.started_on, due_on),
       min_by(ended.lawful_on, due_on), min(due_on)
FROM papers JOIN times_ended('paper_times', day_) AS ended ON ended.clock = papers.clock AND ended.dated_on = papers.dated_on
WHERE due_on IS NOT NULL AND NOT coalesce((papers.person_id, ended.done) IN (SELECT (person_id, form) FROM done), false)
GROUP BY papers.person_id, papers.school_id, papers.stage, papers.clock;

-- The rules in force on a day.
CREATE MACRO rules_on(day_) AS TABLE SELECT * FROM rule_version WHERE day_ BETWEEN since AND until;

-- A day as ages are counted: by month, or to the day.
CREATE MACRO in_age_terms(day, compared) AS CASE WHEN compared = 'month' THEN month_of(day) ELSE day END;

-- Whether a ballot was carried, by a fraction of its base; unknown where its figures cannot be right (domain.votes).
CREATE MACRO carried(in_favour_, against_, present_, official_, away_, absent_, numerator_, denominator_) AS
    CASE WHEN official_ - away_ - absent_ > 0 AND least(in_favour_, coalesce(against_, 0), official_, away_, absent_, coalesce(present_, 0)) >= 0
              AND coalesce(present_, 0) <= official_ - away_ - absent_
              AND in_favour_ + coalesce(against_, 0) <= coalesce(present_, official_ - away_ - absent_)
         THEN in_favour_ * denominator_ >= numerator_ * (official_ - away_ - absent_) END;

-- What is open about some people, or about everybody, at the end of a day, beside what falls due (domain.problems).
CREATE MACRO problems_among(day_, people_) AS TABLE
WITH standing AS (
    SELECT people.person_id, people.stage, stage.place, stage.part
    FROM people_on(day_) AS people JOIN stage ON stage.code = people.stage
    WHERE people.exit IS NULL AND (people_ IS NULL OR people.person_id IN (SELECT unnest(people_)))
),
here AS (
    SELECT standing.*, coalesce(birth_date, make_date(birth_year, 1, 1)) AS born_first,
           coalesce(birth_date, make_date(birth_year, 12, 31)) AS born_last
    FROM standing JOIN person ON person.id = standing.person_id
),
helping AS (
    SELECT * FROM helper WHERE from_on <= day_ AND (to_on IS NULL OR to_on > day_)
),
places AS (
    SELECT max(place) FILTER (WHERE code = 'sympathizer') AS sympathizer, max(place) FILTER (WHERE code = 'official') AS official,
           max(place) FILTER (WHERE code = 'branch_voted') AS branch_voted
    FROM stage
),
ages AS (
    SELECT here.person_id, in_age_terms(day_, compared.choice) AS today,
           in_age_terms((born_first), compared.choice) AS born_first, in_age_terms((born_last), compared.choice) AS born_last,
           least.amount AS least, most.amount AS most
    FROM here CROSS JOIN places
    JOIN rules_on(day_) AS compared ON compared.code = 'age_compared'
    JOIN rules_on(day_) AS least ON least.code = 'age_from' JOIN rules_on(day_) AS most ON most.code = 'age_to'
    WHERE here.place < places.branch_voted AND here.born_first IS NOT NULL
),
ballots AS (
    SELECT vote.person_id, max(needed.amount) AS most,
           list(carried(in_favour, against, present, official_total, transferred_away, exempt_absent, fraction.numerator, fraction.denominator))
               AS results
    FROM vote JOIN here USING (person_id)
    JOIN steps_on(day_) AS ceremony ON ceremony.person_id = vote.person_id AND ceremony.stage = 'probationary'
    JOIN rules_on(day_) AS needed ON needed.code = 'ballots'
    JOIN rule_version AS fraction ON fraction.code = 'recognition_vote' AND vote.held_on BETWEEN fraction.since AND fraction.until
    WHERE here.part = 'probation' AND about IN ('recognition', 'striking_off') AND vote.held_on BETWEEN ceremony.on_day AND day_
    GROUP BY vote.person_id
)
SELECT DISTINCT person_id, 'record_gap' AS problem FROM steps_on(day_) SEMI JOIN here USING (person_id) WHERE has_gap
UNION ALL
SELECT person_id, 'helper_missing' FROM standing ANTI JOIN helping USING (person_id) CROSS JOIN places
WHERE standing.place >= places.sympathizer AND standing.place < places.official
UNION ALL
SELECT DISTINCT helping.person_id, 'helper_unfit'
FROM helping JOIN here USING (person_id) CROSS JOIN places
JOIN people_on(day_) AS themselves ON themselves.person_id = helping.helper_person_id
WHERE here.place < places.official AND (themselves.exit IS NOT NULL OR themselves.stage <> 'official')
UNION ALL
SELECT person_id, 'birth_unknown' FROM here CROSS JOIN places WHERE here.place < places.branch_voted AND born_first IS NULL
UNION ALL
SELECT person_id, 'too_young' FROM ages WHERE today < (born_first + to_years(least))::DATE
UNION ALL
SELECT person_id, 'too_old' FROM ages WHERE today > (born_last + to_years(most))::DATE
UNION ALL
SELECT person_id, 'ballots_used' FROM ballots
WHERE len(list_filter(results, lambda result: result IS NOT NULL)) >= most AND NOT list_contains(results, true);

-- What is open about everybody at the end of a day, beside what falls due (domain.problems).
CREATE MACRO problems_on(day_) AS TABLE FROM problems_among(day_, NULL::INTEGER[]);
