-- How long each report stands, worked out with every write, so that reading does not search for the last report.

ALTER TABLE report ADD COLUMN stands_until DATE;
