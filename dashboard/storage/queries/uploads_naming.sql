-- In what was understood of which uploads does a name stand, as in an edit or a reason?
SELECT id FROM upload WHERE contains(lower(understood), lower($full_name)) ORDER BY id
