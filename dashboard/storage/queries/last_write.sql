-- When was something last written, and by whom?
SELECT happened_at, who, action FROM audit ORDER BY id DESC LIMIT 1
