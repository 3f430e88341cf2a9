-- Which rows break the database's own rules? (Uniqueness and references are checked here, not by keys.)
SELECT 'school_code_twice' AS rule, code AS subject, count(*) AS how_many FROM school WHERE code IS NOT NULL
GROUP BY code HAVING count(*) > 1
UNION ALL SELECT 'school_id_twice', id::VARCHAR, count(*) FROM school GROUP BY id HAVING count(*) > 1
UNION ALL SELECT 'report_twice', school_id || ' ' || month, count(*) FROM report GROUP BY school_id, month HAVING count(*) > 1
UNION ALL SELECT 'report_of_no_school', report.school_id::VARCHAR, count(*) FROM report
    ANTI JOIN school ON school.id = report.school_id GROUP BY report.school_id
UNION ALL SELECT 'branch_of_no_school', school_branch.school_id::VARCHAR, count(*) FROM school_branch
    ANTI JOIN school ON school.id = school_branch.school_id GROUP BY school_branch.school_id
UNION ALL SELECT 'school_in_no_branch', branch_id::VARCHAR, count(*) FROM school_branch
    ANTI JOIN branch ON branch.id = school_branch.branch_id WHERE branch_id IS NOT NULL GROUP BY branch_id
UNION ALL SELECT 'succession_of_no_school', school_succession.id::VARCHAR, count(*) FROM school_succession
    WHERE predecessor_id NOT IN (SELECT id FROM school) OR successor_id NOT IN (SELECT id FROM school) GROUP BY school_succession.id
UNION ALL SELECT 'report_outside_school_life', report.school_id || ' ' || report.month, count(*)
    FROM report JOIN school ON school.id = report.school_id
    WHERE school.closed_on <= last_day(report.month) GROUP BY report.school_id, report.month
UNION ALL SELECT 'report_month_not_first', id::VARCHAR, count(*) FROM report WHERE day(month) <> 1 GROUP BY id
UNION ALL SELECT 'person_of_no_school', person.id::VARCHAR, count(*) FROM person
    ANTI JOIN school ON school.id = person.school_id GROUP BY person.id
UNION ALL SELECT 'event_of_no_person', about.person_id::VARCHAR, count(*)
    FROM (SELECT person_id FROM stage_event UNION ALL SELECT person_id FROM vote UNION ALL SELECT person_id FROM helper
          UNION ALL SELECT person_id FROM helper_review UNION ALL SELECT person_id FROM paper) AS about
    ANTI JOIN person ON person.id = about.person_id GROUP BY about.person_id
UNION ALL SELECT 'event_of_another_school', stage_event.id::VARCHAR, count(*) FROM stage_event
    JOIN person ON person.id = stage_event.person_id WHERE person.school_id <> stage_event.school_id GROUP BY stage_event.id
UNION ALL SELECT 'event_takes_back_nothing', stage_event.id::VARCHAR, count(*) FROM stage_event
    ANTI JOIN stage_event AS wrong ON wrong.id = stage_event.reverses AND wrong.person_id = stage_event.person_id
    WHERE stage_event.kind = 'reverse' GROUP BY stage_event.id
UNION ALL SELECT 'two_helpers_at_once', person_id::VARCHAR, count(*) FROM helper WHERE to_on IS NULL
    GROUP BY person_id HAVING count(*) > 1
ORDER BY rule, subject
