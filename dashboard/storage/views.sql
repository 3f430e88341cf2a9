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

CREATE VIEW school_branch AS
SELECT * FROM district.school_branch
WHERE coalesce(getvariable('scope_all'), false) OR list_contains(getvariable('scope'), school_id);

CREATE VIEW branch AS
SELECT * FROM district.branch
WHERE coalesce(getvariable('scope_all'), false) OR id IN (SELECT branch_id FROM school_branch);

CREATE VIEW report AS
SELECT * FROM district.report
WHERE coalesce(getvariable('scope_all'), false) OR list_contains(getvariable('scope'), school_id);

-- Uploads speak of files, which may hold several schools: only who sees everything sees them.
CREATE VIEW upload AS SELECT * FROM district.upload WHERE coalesce(getvariable('scope_all'), false);
CREATE VIEW upload_change AS SELECT * FROM district.upload_change WHERE coalesce(getvariable('scope_all'), false);
CREATE VIEW audit AS SELECT * FROM district.audit WHERE coalesce(getvariable('scope_all'), false);

-- Where a school went: itself, or the last in the chain of schools that took it over.
CREATE VIEW lineage AS
WITH RECURSIVE walk(school_id, current_id) AS (
    SELECT id, id FROM school
    UNION
    SELECT walk.school_id, next_one.successor_id
    FROM walk JOIN school_succession AS next_one ON next_one.predecessor_id = walk.current_id
    WHERE next_one.kind = 'merger'
)
SELECT school_id, current_id FROM walk
WHERE current_id NOT IN (SELECT predecessor_id FROM school_succession WHERE kind = 'merger');

-- The schools of the viewer's choice, open or not; an empty list and null mean no narrowing. A school of several
-- levels is in each of them; a chosen school brings the schools that were merged into it.
CREATE MACRO matching_schools(levels_, communes_, school_) AS TABLE
SELECT school.*, lineage.current_id
FROM school JOIN lineage ON lineage.school_id = school.id
WHERE (len(levels_) = 0 OR list_has_any(string_split(coalesce(level, ''), '+'), levels_))
  AND (len(communes_) = 0 OR list_contains(communes_, commune_key))
  AND (school_ IS NULL OR coalesce(code, 'id' || id) = school_
       OR current_id IN (SELECT chosen.id FROM school AS chosen WHERE coalesce(chosen.code, 'id' || chosen.id) = school_));

-- Those of them that are open at the end of a month (given by its first day): these are expected to report.
CREATE MACRO chosen_schools(on_month, levels_, communes_, school_) AS TABLE
SELECT * FROM matching_schools(levels_, communes_, school_)
WHERE (opened_on IS NULL OR opened_on <= last_day(on_month)) AND (closed_on IS NULL OR closed_on > last_day(on_month));

-- The last report of each school up to a month; `carried` says that it is not of that month itself.
CREATE MACRO last_reports(on_month) AS TABLE
SELECT latest.*, latest.month < on_month AS carried
FROM (SELECT * FROM report WHERE month <= on_month
      QUALIFY row_number() OVER (PARTITION BY school_id ORDER BY month DESC) = 1) AS latest;

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
         WHEN recorded <= on_month + INTERVAL 1 MONTH + to_days(due_day_ - 1) THEN 'on_time'
         WHEN recorded IS NOT NULL THEN 'late'
         WHEN today_ > on_month + INTERVAL 1 MONTH + to_days(due_day_ - 1) THEN 'missing'
         ELSE 'not_due' END;
