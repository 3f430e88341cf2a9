-- People on the way to membership: their events, ballots, helpers, remarks and papers.

-- Somebody on the way to membership, or a member; never more than a step needs. A birth of which only the year is known
-- has no day.
CREATE TABLE person (
    id INTEGER NOT NULL,
    school_id INTEGER NOT NULL,
    full_name VARCHAR NOT NULL,
    search_key VARCHAR NOT NULL,
    birth_date DATE,
    birth_year INTEGER,
    sex VARCHAR,
    ethnicity VARCHAR,
    position_group VARCHAR,
    youth_union BOOLEAN,
    trade_union BOOLEAN,
    party_position VARCHAR,
    party_card_no VARCHAR,
    theory_level VARCHAR,
    education VARCHAR,
    note VARCHAR
);

-- One event of one person, append-only: kind enter (a stage), exit (from a stage) or reverse (of an earlier event).
-- `position` orders the events of one day. Derived with every write: `is_reversed`; `until_on`, the day on which
-- another event took its place; `is_step`, whether it counts as the step of its stage, and `lapsed_on`, the day from
-- which it does so no longer because the person went back.
CREATE TABLE stage_event (
    id BIGINT NOT NULL,
    person_id INTEGER NOT NULL,
    school_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    exit VARCHAR,
    on_day DATE NOT NULL,
    position BIGINT NOT NULL,
    document_no VARCHAR,
    received_on DATE,
    ends_on DATE,
    introduced_by VARCHAR,
    reason VARCHAR,
    reverses BIGINT,
    has_gap BOOLEAN NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by VARCHAR NOT NULL,
    upload_id INTEGER NOT NULL,
    is_reversed BOOLEAN,
    until_on DATE,
    is_step BOOLEAN,
    lapsed_on DATE
);

-- One ballot of a branch on one person: about admission, recognition or striking_off.
CREATE TABLE vote (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    school_id INTEGER NOT NULL,
    about VARCHAR NOT NULL,
    held_on DATE NOT NULL,
    official_total INTEGER NOT NULL,
    transferred_away INTEGER NOT NULL,
    exempt_absent INTEGER NOT NULL,
    present INTEGER,
    in_favour INTEGER NOT NULL,
    against INTEGER,
    document_no VARCHAR,
    upload_id INTEGER NOT NULL
);

-- An official member assigned to help a person, from one day to another (not included), by a resolution.
CREATE TABLE helper (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    school_id INTEGER NOT NULL,
    helper_name VARCHAR NOT NULL,
    helper_key VARCHAR NOT NULL,
    helper_person_id INTEGER,
    from_on DATE NOT NULL,
    to_on DATE,
    document_no VARCHAR,
    upload_id INTEGER NOT NULL
);

-- The remark of one month (its first day) on a person who is helped.
CREATE TABLE helper_review (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    school_id INTEGER NOT NULL,
    month DATE NOT NULL,
    helper_name VARCHAR,
    strengths VARCHAR,
    weaknesses VARCHAR,
    branch_comment VARCHAR,
    upload_id INTEGER NOT NULL
);

-- A paper of a dossier that is not the document of a step.
CREATE TABLE paper (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    school_id INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    document_no VARCHAR,
    dated_on DATE NOT NULL,
    upload_id INTEGER NOT NULL
);
