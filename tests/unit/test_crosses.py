"""Columns with crosses state one field together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.intake.clean import clean
from dashboard.intake.match import match
from tests.files import read_text

if TYPE_CHECKING:
    from dashboard.intake.tables import Cleaned

HEADINGS = "TT;Tên trường;Xã;MN;TH;THCS;Công lập;Ngoài công lập"


def cleaned(*rows: str, headings: str = HEADINGS) -> Cleaned:
    table = read_text("\n".join([headings, *rows]) + "\n", ";")
    return clean(table, match(table, "schools"))


def test_a_cross_under_a_value_states_it() -> None:
    found = cleaned("1;Suối Đá;Xã Suối Đá;;x;;x;", "2;Bến Củi;Xã Bến Củi;X;;;;✓", "3;Hòa Mây;Xã Hòa Mây;;;;;")

    assert [(one.values["school_level"], one.values["ownership"]) for one in found.records] == [
        ("primary", "public"),
        ("preschool", "private"),
        (None, None),
    ]
    assert found.problems == ()


def test_a_school_may_have_several_levels_and_one_owner() -> None:
    found = cleaned("1;Suối Đá;Xã Suối Đá;;x;x;x;x", "2;Bến Củi;Xã Bến Củi;x;;;x;")

    assert [one.values["school_level"] for one in found.records] == ["primary+lower_secondary", "preschool"]
    assert [(one.rule, one.row, one.column, one.values["columns"]) for one in found.problems] == [
        ("crossed_twice", 2, "G", ["Công lập", "Ngoài công lập"])
    ]


def test_headings_in_two_rows_name_the_field_over_its_values() -> None:
    headings = "TT;Tên trường;Loại hình sở hữu;\n;;Công lập;Tư thục"
    found = cleaned("1;Suối Đá;x;", "2;Bến Củi;;x", headings=headings)

    assert [one.values["ownership"] for one in found.records] == ["public", "private"]


@pytest.mark.parametrize(
    "rows",
    [
        ("1;Suối Đá;Xã Suối Đá;;x;;x;12", "2;Bến Củi;Xã Bến Củi;x;;;;"),
        ("1;Suối Đá;Xã Suối Đá;;x;;;", "2;Bến Củi;Xã Bến Củi;x;;;;"),
    ],
)
def test_columns_with_figures_or_without_any_cross_state_nothing(rows: tuple[str, ...]) -> None:
    assert all("ownership" not in one.values for one in cleaned(*rows).records)


def test_a_column_of_the_field_itself_is_believed_instead() -> None:
    headings = "TT;Tên trường;Hình thức sở hữu;Công lập;Ngoài công lập"
    found = cleaned("1;Suối Đá;Tư thục;x;", "2;Bến Củi;Công lập;;x", headings=headings)

    assert [one.values["ownership"] for one in found.records] == ["private", "public"]


def test_a_value_that_no_school_has_is_a_column_of_crosses_all_the_same() -> None:
    found = cleaned("1;Suối Đá;Xã Suối Đá;;x;;x;", "2;Bến Củi;Xã Bến Củi;;x;;x;")

    assert [one.values["ownership"] for one in found.records] == ["public", "public"]


def test_a_single_column_of_crosses_states_nothing() -> None:
    found = cleaned("1;Suối Đá;x", "2;Bến Củi;", headings="TT;Tên trường;Công lập")

    assert all("ownership" not in one.values for one in found.records)
