-- How many people of the chosen schools were introduced in each quarter, and in which quarter were they admitted?
WITH introduced AS (
    SELECT person_id, date_trunc('quarter', on_day)::DATE AS quarter
    FROM steps_on($day) AS steps SEMI JOIN matching_schools($levels, $communes, $school) AS school ON school.id = steps.school_id
    WHERE stage = 'outstanding' AND on_day >= $since
),
admitted AS (
    SELECT person_id, date_trunc('quarter', on_day)::DATE AS admitted_in FROM steps_on($day) WHERE stage = 'probationary'
)
SELECT quarter, admitted_in, count(*) AS people
FROM introduced LEFT JOIN admitted USING (person_id)
GROUP BY quarter, admitted_in ORDER BY quarter, admitted_in
