-- Was the same file brought in before, for the same dataset and month, and not undone?
SELECT id FROM upload
WHERE sha256 = $sha256 AND dataset = $dataset AND month IS NOT DISTINCT FROM $month AND coalesce(sheet, '') = coalesce($sheet, '')
  AND undone_at IS NULL
ORDER BY id DESC LIMIT 1
