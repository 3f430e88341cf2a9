-- Who took over whose people, worked out with every write, so that reading does not follow chains of mergers.

CREATE TABLE heir (
    school_id INTEGER NOT NULL,
    heir_id INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    path VARCHAR NOT NULL,
    from_month DATE NOT NULL,
    end_month DATE NOT NULL
);
