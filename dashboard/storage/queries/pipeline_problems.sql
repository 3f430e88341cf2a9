-- What is open about some people at the end of a day, beside what falls due?
SELECT person_id, string_agg(problem, ' ' ORDER BY problem) AS problems FROM problems_among($day, $people::INTEGER[]) GROUP BY person_id
ORDER BY person_id
