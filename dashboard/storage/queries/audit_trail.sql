-- Every audit row in order, to follow its chain.
SELECT * FROM audit ORDER BY id
