-- The whole schema as it is now; the numbered migrations lead to exactly this (a test compares them).
-- Only types that PostgreSQL has too; no keys and no indexes: the actions check, see docs/decisions.md.

CREATE TABLE school (
    id INTEGER NOT NULL,
    code VARCHAR,
    name VARCHAR NOT NULL,
    search_key VARCHAR NOT NULL,
    level VARCHAR,
    ownership VARCHAR,
    commune VARCHAR,
    commune_key VARCHAR,
    opened_on DATE,
    closed_on DATE
);

-- A merger (predecessor into successor) or a rename (both the same school, with its former name).
CREATE TABLE school_succession (
    id INTEGER NOT NULL,
    predecessor_id INTEGER NOT NULL,
    successor_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    effective_on DATE NOT NULL,
    former_name VARCHAR
);

-- Derived with every write: whose the people of a school are that takes part in mergers, after how many steps, from
-- which month on to before which month; `path` joins the ids on the way by a plus.
CREATE TABLE heir (
    school_id INTEGER NOT NULL,
    heir_id INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    path VARCHAR NOT NULL,
    from_month DATE NOT NULL,
    end_month DATE NOT NULL
);

CREATE TABLE branch (
    id INTEGER NOT NULL,
    name VARCHAR,
    org_code VARCHAR,
    kind VARCHAR NOT NULL,
    term_start DATE,
    term_end DATE
);

-- How a school stands to a branch from one day to another; status own, joint or none (then without a branch).
CREATE TABLE school_branch (
    id INTEGER NOT NULL,
    school_id INTEGER NOT NULL,
    branch_id INTEGER,
    status VARCHAR NOT NULL,
    from_on DATE,
    to_on DATE
);

-- The figures of one school for one month (its first day); unknown is null, never zero. `stands_until` is derived
-- with every write: the first month at whose end the report no longer stands.
CREATE TABLE report (
    id BIGINT NOT NULL,
    school_id INTEGER NOT NULL,
    month DATE NOT NULL,
    staff_total INTEGER,
    staff_managers INTEGER,
    staff_teachers INTEGER,
    staff_other INTEGER,
    members_total INTEGER,
    members_official INTEGER,
    members_probationary INTEGER,
    members_managers INTEGER,
    members_teachers INTEGER,
    members_other INTEGER,
    members_women INTEGER,
    members_ethnic_minority INTEGER,
    members_religious INTEGER,
    members_youth_union INTEGER,
    opening_total INTEGER,
    admitted INTEGER,
    transferred_in INTEGER,
    restored INTEGER,
    transferred_out INTEGER,
    died INTEGER,
    expelled INTEGER,
    struck_off INTEGER,
    left_party INTEGER,
    outstanding_total INTEGER,
    sympathizer_total INTEGER,
    recorded_on DATE NOT NULL,
    upload_id INTEGER NOT NULL,
    stands_until DATE
);

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

-- One file brought in, or one thing typed in; its changes are in upload_change.
CREATE TABLE upload (
    id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    dataset VARCHAR NOT NULL,
    file_name VARCHAR,
    sheet VARCHAR,
    sha256 VARCHAR,
    month DATE,
    understood VARCHAR NOT NULL,
    rows_new INTEGER NOT NULL,
    rows_changed INTEGER NOT NULL,
    rows_unchanged INTEGER NOT NULL,
    rows_absent INTEGER NOT NULL,
    rows_refused INTEGER NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by VARCHAR NOT NULL,
    undone_at TIMESTAMP,
    undone_by VARCHAR
);

-- One row before and after, as JSON; undo restores what was before.
CREATE TABLE upload_change (
    upload_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    table_name VARCHAR NOT NULL,
    row_id BIGINT NOT NULL,
    row_before VARCHAR,
    row_after VARCHAR
);

-- What people answered about a file's headings (kind column: answer is a field, or empty to ignore it) and names of
-- schools (kind school: answer is the school's id), by the key under which spellings meet; `school_id` is the school
-- whose file it was, null for a file of several.
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

-- Append-only and chained: each row's hash covers the one before; its last id is the version of the data.
CREATE TABLE audit (
    id BIGINT NOT NULL,
    happened_at TIMESTAMP NOT NULL,
    who VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    previous_hash VARCHAR NOT NULL,
    hash VARCHAR NOT NULL
);

-- The last id given out in each table, so that an id never comes back after an undo.
CREATE TABLE counter (
    table_name VARCHAR NOT NULL,
    last_id BIGINT NOT NULL
);

CREATE TABLE setting (
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL
);

CREATE TABLE migration (
    number INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL
);
