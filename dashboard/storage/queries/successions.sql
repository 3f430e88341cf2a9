-- Which school went into which, and when?
SELECT * FROM school_succession ORDER BY id
