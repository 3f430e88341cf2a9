-- What people answered about headings and names, so that they are not asked again.

CREATE TABLE remembered_choice (
    id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    dataset VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    written VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    school_id INTEGER,
    chosen_at TIMESTAMP NOT NULL,
    chosen_by VARCHAR NOT NULL
);
