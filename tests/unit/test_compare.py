"""What a file would do to what is known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dashboard.domain.months import Month
from dashboard.intake.changes import Changes, FieldChange, RowChange
from dashboard.intake.compare import compare, compared_fields, needs_confirmation, row_after
from tests.comparisons import incoming

if TYPE_CHECKING:
    from dashboard.intake.tables import Value

OCTOBER = Month(2026, 10)


def change(dataset: str, before: dict[str, Value] | None, **values: Value) -> RowChange:
    """Return what a row of one school does to what is known of it, if it is known."""
    return compare(dataset, incoming([(1, values)], {} if before is None else {1: before})).rows[0]


def changed(before: dict[str, Value], **values: Value) -> RowChange:
    return change("branch_report", before, **values)


def test_a_row_that_nobody_knew_is_new_with_what_it_states() -> None:
    changes = compare("branch_report", incoming([(1, {"members_total": 17, "members_women": None})], {}))

    assert list(changes.rows) == [RowChange((1,), "new", 1, "1", (FieldChange("members_total", None, 17),))]
    assert changes.counts() == {"new": 1, "changed": 0, "unchanged": 0, "absent": 0}


def test_a_changed_row_shows_field_by_field_what_was_and_what_would_be() -> None:
    row = changed({"members_total": 17, "staff_total": 30}, members_total=18, staff_total=30)

    assert (row.kind, row.fields) == ("changed", (FieldChange("members_total", 17, 18),))


def test_a_row_that_says_what_is_known_is_unchanged() -> None:
    row = changed({"members_total": 17, "staff_total": 30}, members_total=17)

    assert (row.kind, row.fields) == ("unchanged", ())


def test_zero_and_unknown_are_not_the_same() -> None:
    assert changed({"admitted": None}, admitted=0).fields == (FieldChange("admitted", None, 0),)
    assert changed({"admitted": 0}, admitted=None).fields == (FieldChange("admitted", 0, None),)


def test_a_field_that_the_file_does_not_have_is_left_as_it_is() -> None:
    before: dict[str, Value] = {"members_total": 17, "staff_total": 30}

    assert row_after("branch_report", before, {"members_total": 18}) == {"members_total": 18, "staff_total": 30}


def test_a_blank_cell_erases_in_a_report_and_never_in_the_register() -> None:
    known: dict[str, Value] = {"commune": "Xã Suối Đá", "members_total": 17}

    assert row_after("branch_report", known, {"members_total": None})["members_total"] is None
    assert row_after("schools", known, {"commune": None})["commune"] == "Xã Suối Đá"
    assert change("schools", known, commune=None).kind == "unchanged"


def test_how_a_report_spells_its_school_changes_nothing() -> None:
    row = changed(
        {"members_total": 17}, members_total=17, school_name="TH Hoà Bình", period=OCTOBER, party_ratio="57.7"
    )

    assert row.kind == "unchanged"


def test_the_register_can_rename_a_school_and_give_it_a_code() -> None:
    known: dict[str, Value] = {"school_name": "Tiểu học Bến Củi A"}

    fields = change("schools", known, school_name="Tiểu học Lê Lợi", school_code="TH05").fields

    assert fields == (
        FieldChange("school_code", None, "TH05"),
        FieldChange("school_name", "Tiểu học Bến Củi A", "Tiểu học Lê Lợi"),
    )


def test_days_are_compared_as_days() -> None:
    assert change("schools", {"opened_on": date(2000, 9, 5)}, opened_on=date(2000, 9, 5)).kind == "unchanged"


def test_the_same_comparison_made_twice_is_the_same_and_another_is_not() -> None:
    def made(total: int) -> Changes:
        return compare("branch_report", incoming([(1, {"members_total": total}), (2, {"admitted": 0})], {1: {}}))

    assert made(17) == made(17)
    assert made(17) != made(18)
    assert made(17).touched() == [0, 1]


def test_a_recomputed_ratio_is_never_compared() -> None:
    assert "party_ratio" not in compared_fields("branch_report")
    assert compared_fields("branch_report")[0] == "staff_total"
    assert compared_fields("schools")[:2] == ("school_code", "school_name")


def changes(*, new: int = 0, changed: int = 0, unchanged: int = 0, absent: int = 0) -> Changes:
    kinds = ["new"] * new + ["changed"] * changed + ["unchanged"] * unchanged
    rows = tuple(RowChange((number,), kind, number, str(number)) for number, kind in enumerate(kinds))
    return Changes(rows, tuple(str(number) for number in range(absent)))


@pytest.mark.parametrize(
    ("what", "known", "asked"),
    [
        (changes(changed=10, unchanged=41), 51, False),
        (changes(changed=11, unchanged=40), 51, True),
        (changes(changed=1, unchanged=4), 5, False),
        (changes(changed=2, unchanged=3), 5, True),
        (changes(changed=1), 1, False),
        (changes(changed=4), 4, False),
        (changes(changed=5), 5, True),
        (changes(new=51), 0, False),
        (changes(new=51, changed=2, unchanged=8), 10, False),
        (changes(unchanged=49, absent=2), 51, False),
        (changes(unchanged=48, absent=3), 51, True),
        (changes(unchanged=19, absent=1), 20, False),
        (changes(unchanged=18, absent=1), 19, True),
        (changes(unchanged=3, absent=1), 4, False),
        (changes(), 0, False),
    ],
)
def test_a_large_change_is_asked_for_twice(what: Changes, known: int, asked: bool) -> None:  # noqa: FBT001 (a column of the table)
    assert needs_confirmation(what, known) is asked
