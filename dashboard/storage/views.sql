-- What queries see: the base tables narrowed to the schools of the principal, made anew whenever a file is opened.
-- The scope is two variables of the cursor; while they are unset there are no rows.

-- The indicators' definitions, filled from the definitions when a file is opened.
CREATE TABLE indicator (code VARCHAR, kind VARCHAR, numerator VARCHAR, denominator VARCHAR, months INTEGER);

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

CREATE VIEW remembered_choice AS
SELECT * FROM district.remembered_choice
WHERE coalesce(getvariable('scope_all'), false) OR list_contains(getvariable('scope'), school_id);

-- Uploads speak of files, which may hold several schools: only who sees everything sees them.
CREATE VIEW upload AS SELECT * FROM district.upload WHERE coalesce(getvariable('scope_all'), false);
CREATE VIEW upload_change AS SELECT * FROM district.upload_change WHERE coalesce(getvariable('scope_all'), false);
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
