-- Which answers hold, newest first, with the names of the schools that they are about?
SELECT choice.*, asked.name AS school_name, meant.name AS answer_name
FROM remembered_choice AS choice
LEFT JOIN school AS asked ON asked.id = choice.school_id
LEFT JOIN school AS meant ON choice.kind = 'school' AND meant.id = try_cast(choice.answer AS INTEGER)
QUALIFY row_number() OVER (
    PARTITION BY choice.kind, choice.dataset, choice.key, choice.school_id ORDER BY choice.chosen_at DESC, choice.id DESC
) = 1
ORDER BY choice.chosen_at DESC, choice.id DESC
