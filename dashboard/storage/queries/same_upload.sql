-- Where was the same file brought in before, for the same dataset, and not undone? The newest first.
SELECT id, month, understood FROM upload
WHERE sha256 = $sha256 AND dataset = $dataset AND coalesce(sheet, '') = coalesce($sheet, '') AND undone_at IS NULL
ORDER BY id DESC
