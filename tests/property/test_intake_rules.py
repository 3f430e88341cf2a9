"""What must hold for any rows: the SQL against a slow oracle, sums, comparing, recognising schools."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.definitions import checks, datasets
from dashboard.domain.text import fold
from dashboard.intake.compare import compare, compared_fields, needs_confirmation, row_after
from dashboard.intake.judge import PREVIOUS, broken_checks, checks_of, relation
from dashboard.intake.names import school_name
from dashboard.intake.records import Record, Records
from dashboard.intake.schools import Recogniser
from dashboard.intake.tables import KnownSchool, Totals, Value
from dashboard.intake.totals import check_totals, ratio_problems
from tests.comparisons import incoming

if TYPE_CHECKING:
    import pyarrow as pa

    from dashboard.intake.changes import Changes

COUNTS = datasets()["branch_report"].counts
INCREASE = ("admitted", "transferred_in", "restored")
DECREASE = ("transferred_out", "died", "expelled", "struck_off", "left_party")

Row = Mapping[str, Value]


def identity(whole: str, *parts: str) -> Callable[[Row], bool]:
    return lambda row: row[whole] != sum(number(row, part) for part in parts)


def number(row: Row, field: str) -> int:
    value = row[field]
    assert isinstance(value, int)
    return value


def more(part: str, whole: str) -> Callable[[Row], bool]:
    return lambda row: number(row, part) > number(row, whole)


def movement(opening: str) -> Callable[[Row], bool]:
    def broken(row: Row) -> bool:
        expected = number(row, opening) + sum(number(row, field) for field in INCREASE)
        return row["members_total"] != expected - sum(number(row, field) for field in DECREASE)

    return broken


ORACLE: dict[str, tuple[tuple[str, ...], Callable[[Row], bool]]] = {
    "members_are_official_and_probationary": (
        ("members_total", "members_official", "members_probationary"),
        identity("members_total", "members_official", "members_probationary"),
    ),
    "members_are_managers_teachers_and_other": (
        ("members_total", "members_managers", "members_teachers", "members_other"),
        identity("members_total", "members_managers", "members_teachers", "members_other"),
    ),
    "staff_are_managers_teachers_and_other": (
        ("staff_total", "staff_managers", "staff_teachers", "staff_other"),
        identity("staff_total", "staff_managers", "staff_teachers", "staff_other"),
    ),
    "members_are_staff": (("members_total", "staff_total"), more("members_total", "staff_total")),
    "member_managers_are_managers": (
        ("members_managers", "staff_managers"),
        more("members_managers", "staff_managers"),
    ),
    "member_teachers_are_teachers": (
        ("members_teachers", "staff_teachers"),
        more("members_teachers", "staff_teachers"),
    ),
    "member_others_are_other_staff": (("members_other", "staff_other"), more("members_other", "staff_other")),
    "women_are_members": (("members_women", "members_total"), more("members_women", "members_total")),
    "ethnic_minority_are_members": (
        ("members_ethnic_minority", "members_total"),
        more("members_ethnic_minority", "members_total"),
    ),
    "religious_are_members": (("members_religious", "members_total"), more("members_religious", "members_total")),
    "youth_union_are_members": (("members_youth_union", "members_total"), more("members_youth_union", "members_total")),
    "closing_is_opening_plus_in_minus_out": (
        ("members_total", "opening_total", *INCREASE, *DECREASE),
        movement("opening_total"),
    ),
    "opening_is_the_last_closing": (
        ("opening_total", PREVIOUS),
        lambda row: row["opening_total"] != row[PREVIOUS],
    ),
    "closing_follows_the_last_report": (
        ("members_total", PREVIOUS, *INCREASE, *DECREASE),
        lambda row: row["opening_total"] is None and movement(PREVIOUS)(row),
    ),
}
"""What each check of a report needs to be known, and when it is broken: written without a look at the SQL."""

counts = st.none() | st.integers(0, 3)
figures = st.fixed_dictionaries(dict.fromkeys((*COUNTS, PREVIOUS), counts))
dense_figures = st.fixed_dictionaries(dict.fromkeys((*COUNTS, PREVIOUS), st.integers(0, 2)) | {"opening_total": counts})


def judged(dataset: str, rows: list[dict[str, Value]]) -> pa.Table:
    records = Records.of([Record(number, row) for number, row in enumerate(rows)])
    return relation(dataset, records.columns, len(rows))


def by_oracle(row: Row) -> set[str]:
    known = {code: all(row[field] is not None for field in needed) for code, (needed, _) in ORACLE.items()}
    return {code for code, (_, broken) in ORACLE.items() if known[code] and broken(row)}


def test_the_oracle_knows_every_check_of_a_report() -> None:
    assert set(ORACLE) == {check.code for check in checks_of("branch_report")}


@settings(deadline=None, max_examples=150)
@given(st.lists(figures | dense_figures, max_size=8))
def test_the_checks_in_sql_are_those_of_a_slow_oracle(rows: list[dict[str, Value]]) -> None:
    found = broken_checks("branch_report", judged("branch_report", rows))

    told = [{check.code for position, check in found if position == at} for at in range(len(rows))]
    assert told == [by_oracle(row) for row in rows]


texts = st.none() | st.sampled_from(["Chi bộ Suối Đá", "'; DROP TABLE given; --", "\u0000", "own", "joint"])
days = st.none() | st.dates(date(1900, 1, 1), date(2030, 1, 1))
registers = st.fixed_dictionaries(
    {"branch_name": texts, "branch_status": texts, "org_code": texts, "opened_on": days, "closed_on": days}
)


@settings(deadline=None, max_examples=100)
@given(st.lists(registers, max_size=6))
def test_the_checks_of_the_register_are_those_of_a_slow_oracle(rows: list[dict[str, Value]]) -> None:
    found = broken_checks("schools", judged("schools", rows))

    expected = set()
    for at, row in enumerate(rows):
        opened, closed = row["opened_on"], row["closed_on"]
        if isinstance(opened, date) and isinstance(closed, date) and closed < opened:
            expected.add((at, "closes_after_it_opens"))
        if row["branch_status"] == "joint" and row["branch_name"] is None and row["org_code"] is None:
            expected.add((at, "joint_branch_has_a_name"))
    assert {(position, check.code) for position, check in found} == expected


@given(st.lists(st.none() | st.integers(0, 5_000), max_size=60), st.integers(-2, 2))
def test_a_total_agrees_exactly_when_it_is_the_sum(column: list[int | None], slip: int) -> None:
    total = sum(value for value in column if value is not None)
    records = [Record(row, {"members_total": value}) for row, value in enumerate(column, 2)]

    (checked,) = check_totals("branch_report", Totals(99, {"members_total": str(total + slip)}), records)

    assert (checked.sum, checked.agrees) == (str(total), slip == 0)


@given(st.integers(0, 5_000), st.integers(1, 5_000), st.integers(0, 10_000))
def test_a_ratio_passes_exactly_when_it_is_within_half_a_hundredth(part: int, whole: int, hundredths: int) -> None:
    stated = f"{hundredths // 100}.{hundredths % 100:02d}"
    record = Record(2, {"members_total": part, "staff_total": whole, "party_ratio": stated})

    told = bool(ratio_problems("branch_report", [record], {}))

    error = Fraction(part * 10_000, whole) - hundredths
    assert told is not (Fraction(-1, 2) <= error < Fraction(1, 2))


reports = st.dictionaries(st.sampled_from(compared_fields("branch_report")), st.none() | st.integers(0, 9))
registered = st.dictionaries(
    st.sampled_from(compared_fields("schools")), st.none() | st.sampled_from(["Suối Đá", "Bến Củi", "TH05"])
)
known_and_incoming = st.sampled_from(["branch_report", "schools"]).flatmap(
    lambda dataset: st.tuples(
        st.just(dataset),
        st.dictionaries(st.integers(0, 6), rows_in(dataset), max_size=6),
        st.dictionaries(st.integers(0, 6), rows_in(dataset), max_size=6),
    )
)


def rows_in(dataset: str) -> st.SearchStrategy[dict[str, Value]]:
    return reports if dataset == "branch_report" else registered  # type: ignore[return-value]


@given(known_and_incoming)
def test_applying_the_changes_gives_what_the_file_says(
    case: tuple[str, dict[int, dict[str, Value]], dict[int, dict[str, Value]]],
) -> None:
    dataset, known, given_rows = case
    changes = compare(dataset, incoming(list(given_rows.items()), known))

    applied = apply(known, changes)
    for key, values in given_rows.items():
        after = row_after(dataset, known.get(key, {}), values)
        assert {field: value for field, value in applied[key].items() if value is not None} == {
            field: value for field, value in after.items() if value is not None
        }
    assert all(applied[key] == known[key] for key in known.keys() - given_rows.keys())
    assert compare(dataset, incoming(list(given_rows.items()), applied)).counts()["changed"] == 0


def apply(known: Mapping[int, Row], changes: Changes) -> dict[int, dict[str, Value]]:
    applied = {key: dict(values) for key, values in known.items()}
    for row in changes.rows:
        key = row.row or 0
        for change in row.fields:
            assert applied.get(key, {}).get(change.field) == change.before
            applied.setdefault(key, {})[change.field] = change.after
        applied.setdefault(key, {})
    return applied


@given(st.integers(0, 80), st.integers(0, 80), st.integers(0, 80))
def test_a_change_is_large_as_a_fraction_of_what_was_known(changed: int, unchanged: int, absent: int) -> None:
    known = changed + unchanged + absent
    asked = needs_confirmation(changes_of(changed, unchanged, absent), known)

    assert asked is (
        (changed + unchanged >= 5 and Fraction(changed, changed + unchanged) > Fraction(1, 5))
        or (known >= 5 and Fraction(absent, known) > Fraction(1, 20))
    )


def changes_of(changed: int, unchanged: int, absent: int) -> Changes:
    known: dict[int, Row] = {number: {"members_total": 1} for number in range(changed + unchanged)}
    rows = [(key, {"members_total": 1 + (key < changed)}) for key in known]
    return compare("branch_report", incoming(rows, known), tuple(map(str, range(absent))))


WORDS = ("Hòa", "Bình", "Suối", "Đá", "Lê", "Lợi", "Tân", "Hưng", "Phước", "1", "2", "A", "B", "Mầm", "Học")
LEVELS = {"": None, "TH": "primary", "Tiểu học": "primary", "THCS": "lower_secondary", "MN": "preschool"}
plain_names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
communes = st.none() | st.sampled_from(["Xã Suối Đá", "Phường Tân Hưng", "Thị trấn Bến Củi"])
codes = st.none() | st.sampled_from(["TH01", "TH02", "MN01"])


@st.composite
def schools(draw: st.DrawFn) -> list[KnownSchool]:
    entries = draw(st.lists(st.tuples(st.sampled_from(list(LEVELS)), plain_names, communes), max_size=8))
    return [
        KnownSchool(number, f"K{number:02d}", f"{level} {name}".strip(), LEVELS[level], commune)
        for number, (level, name, commune) in enumerate(entries, 1)
    ]


@settings(deadline=None)
@given(schools(), st.sampled_from(list(LEVELS)), plain_names, communes, codes)
def test_an_unknown_name_never_gives_a_school_without_a_question(
    known: list[KnownSchool], level: str, name: str, commune: str | None, code: str | None
) -> None:
    written = f"{level} {name}".strip()
    assume(all(school_name(school.name) != school_name(written) for school in known))

    recognition = Recogniser(known).recognise({"school_name": written, "commune": commune, "school_code": code})

    assert recognition.school_id is None
    assert recognition.question in {"unknown", "unlike", "together"}
    assert len(recognition.choices) <= 3
    assert all(likely.school in known and 0 <= likely.score <= 100 for likely in recognition.choices)


@settings(deadline=None)
@given(schools(), st.sampled_from([str, str.upper, fold]))
def test_a_known_name_gives_its_school_or_asks_among_its_namesakes(
    known: list[KnownSchool], spell: Callable[[str], str]
) -> None:
    recogniser = Recogniser(known)
    for school in known:
        recognition = recogniser.recognise({"school_name": spell(school.name), "commune": school.commune})

        choices = {likely.school.id for likely in recognition.choices}
        assert recognition.school_id == school.id or (recognition.question == "several" and school.id in choices)
        by_code = recogniser.recognise({"school_name": spell(school.name), "school_code": school.code})
        assert (by_code.school_id, by_code.how) == (school.id, "code")


def test_no_check_stands_outside_the_datasets() -> None:
    assert {check.code for code in datasets() for check in checks_of(code)} == set(checks())
