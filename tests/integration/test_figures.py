"""The figures of small districts made by hand, each with the numbers that must come out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from dashboard import queries
from dashboard.actions.schools import merge_schools
from dashboard.domain.filters import Filters
from dashboard.domain.months import Month
from dashboard.domain.reporting import Rhythm
from dashboard.queries import Asked
from tests.factories import NOW, make_branch, make_report, make_school, make_succession, secretary_of

if TYPE_CHECKING:
    from dashboard.domain.indicators import Figures
    from dashboard.domain.principal import Principal
    from dashboard.settings import Settings
    from dashboard.storage import Database

TODAY = date(2026, 11, 21)


class Ask(Protocol):
    """Asks for the figures of a month; the choice names fields of ``Asked``."""

    def __call__(self, month: str = "2026-10", **choice: Any) -> Figures: ...  # noqa: ANN401 (fields of Asked)


@pytest.fixture
def ask(database: Database, administrator: Principal) -> Ask:
    def asking(month: str = "2026-10", **choice: Any) -> Figures:  # noqa: ANN401 (fields of Asked)
        return queries.figures(database.reader(administrator), Asked(Month.parse(month), TODAY, **choice))

    return asking


def parts(figures: Figures, code: str) -> tuple[int | None, int | None, int, int]:
    figure = figures[code]
    return figure.numerator, figure.denominator, figure.known, figure.used


def test_an_empty_district_has_no_school_and_knows_nothing(ask: Ask) -> None:
    figures = ask()
    assert figures["schools"].value == 0
    assert {one.value for code, one in figures.by_code.items() if code != "schools"} == {None}
    assert (figures.coverage.expected, figures.coverage.reported, figures.coverage.missing) == (0, 0, ())


def test_counts_are_summed_over_the_schools(database: Database, ask: Ask) -> None:
    for members, staff in ((11, 24), (16, 30)):
        make_report(database, make_school(database), members_total=members, staff_total=staff)
    figures = ask()
    assert figures["members_total"].value == 27
    assert figures["staff_total"].value == 54
    assert figures["schools"].value == 2


def test_unknown_is_not_zero(database: Database, ask: Ask) -> None:
    make_report(database, make_school(database), members_total=11, members_women=0)
    make_report(database, make_school(database), members_total=16)
    figures = ask()
    assert parts(figures, "members_women") == (0, None, 1, 1)
    assert parts(figures, "members_total") == (27, None, 2, 2)
    assert figures["members_ethnic_minority"].value is None


def test_a_ratio_is_one_of_sums_over_the_schools_where_both_parts_are_known(database: Database, ask: Ask) -> None:
    make_report(database, make_school(database), members_total=3, staff_total=5)
    make_report(database, make_school(database), members_total=30, staff_total=52)
    make_report(database, make_school(database), members_total=100)
    make_report(database, make_school(database), staff_total=100)
    figures = ask()
    assert parts(figures, "party_ratio") == (33, 57, 2, 2)
    assert str(figures["party_ratio"].value) == "57.89"
    assert figures["members_total"].value == 133


def test_ratios_of_groups_have_their_own_parts(database: Database, ask: Ask) -> None:
    managers = {"members_managers": 2, "staff_managers": 2}
    teachers = {"members_teachers": 8, "staff_teachers": 20}
    make_report(database, make_school(database), "2026-10", **managers, **teachers, members_total=11, members_women=7)
    figures = ask()
    assert str(figures["managers_party_ratio"].value) == "100.00"
    assert str(figures["teachers_party_ratio"].value) == "40.00"
    assert str(figures["women_ratio"].value) == "63.64"
    assert figures["other_party_ratio"].value is None


def test_a_ratio_on_zero_people_is_nothing(database: Database, ask: Ask) -> None:
    make_report(database, make_school(database), members_total=0, staff_total=0)
    assert parts(ask(), "party_ratio") == (0, 0, 1, 1)
    assert ask()["party_ratio"].value is None


def test_a_school_that_has_not_reported_is_carried_and_marked(database: Database, ask: Ask) -> None:
    make_report(database, make_school(database, code="TH01"), members_total=11)
    late = make_school(database, code="TH02")
    make_report(database, late, "2026-07", members_total=15)
    make_report(database, late, "2026-08", members_total=16)
    make_school(database, code="TH03")
    figures = ask()
    assert parts(figures, "members_total") == (27, None, 1, 2)
    assert figures["members_total"].carried == 1
    assert figures.coverage.missing == ("TH02", "TH03")
    assert (figures.coverage.expected, figures.coverage.reported) == (3, 1)


def test_a_later_report_says_nothing_about_an_earlier_month(database: Database, ask: Ask) -> None:
    make_report(database, make_school(database), "2026-11", members_total=11)
    assert ask()["members_total"].value is None


def test_a_blank_in_the_last_report_is_not_filled_from_the_one_before(database: Database, ask: Ask) -> None:
    school = make_school(database)
    make_report(database, school, "2026-09", members_total=11, members_women=7)
    make_report(database, school, "2026-10", members_total=12)
    assert ask()["members_women"].value is None


def test_a_school_that_is_not_open_is_not_expected(database: Database, ask: Ask) -> None:
    make_school(database, code="NEW", opened_on=date(2026, 11, 1))
    make_school(database, code="LAST", opened_on=date(2026, 10, 31))
    gone = make_school(database, code="GONE", closed_on=date(2026, 10, 31))
    make_report(database, gone, "2026-09", members_total=9)
    make_school(database, code="GOING", closed_on=date(2026, 11, 1))
    figures = ask()
    assert figures["schools"].value == 2
    assert figures.coverage.missing == ("GOING", "LAST")
    assert figures["members_total"].value is None
    assert ask("2026-09")["members_total"].value == 9


def test_movements_are_summed_over_the_year_and_never_carried(database: Database, ask: Ask) -> None:
    school = make_school(database)
    for month, admitted in (("2025-12", 5), ("2026-01", 1), ("2026-02", 0), ("2026-03", 2)):
        make_report(database, school, month, members_total=10, admitted=admitted)
    assert parts(ask("2026-03"), "admitted_year") == (3, None, 1, 1)
    assert parts(ask("2026-04"), "admitted_year") == (3, None, 0, 1)


def test_the_coverage_of_movements_counts_who_told_every_month(database: Database, ask: Ask) -> None:
    whole, gap, blank, silent = (make_school(database) for _ in range(4))
    for number in (1, 2, 3):
        make_report(database, whole, f"2026-0{number}", admitted=0)
        make_report(database, blank, f"2026-0{number}", admitted=None if number == 2 else 1)
    make_report(database, gap, "2026-01", admitted=1)
    make_report(database, gap, "2026-03", admitted=1)
    make_report(database, silent, "2026-03", members_total=4)
    assert parts(ask("2026-03"), "admitted_year") == (4, None, 1, 3)


def test_a_school_owes_movements_only_for_the_months_it_was_open(database: Database, ask: Ask) -> None:
    make_report(database, make_school(database, opened_on=date(2026, 3, 1)), "2026-03", admitted=1)
    assert parts(ask("2026-03"), "admitted_year") == (1, None, 1, 1)


def test_a_quarterly_rhythm_owes_the_ends_of_quarters(database: Database, ask: Ask) -> None:
    school = make_school(database)
    make_report(database, school, "2026-03", admitted=1)
    make_report(database, school, "2026-06", admitted=2)
    assert parts(ask("2026-06", rhythm=Rhythm.QUARTERLY), "admitted_year") == (3, None, 1, 1)
    assert parts(ask("2026-06"), "admitted_year") == (3, None, 0, 1)


def test_the_admission_rate_is_of_the_members_at_the_opening_or_now(database: Database, ask: Ask) -> None:
    school = make_school(database)
    make_report(database, school, "2025-12", members_total=40)
    make_report(database, school, "2026-01", members_total=41, admitted=1)
    make_report(database, school, "2026-02", members_total=50, admitted=1)
    opening, closing = ask("2026-02"), ask("2026-02", admission_base="closing")
    assert parts(opening, "admission_rate") == (2, 40, 1, 1)
    assert str(opening["admission_rate"].value) == "5.00"
    assert parts(closing, "admission_rate") == (2, 50, 1, 1)


def test_the_admission_rate_leaves_out_schools_whose_opening_is_unknown(database: Database, ask: Ask) -> None:
    known, unknown = make_school(database), make_school(database)
    make_report(database, known, "2025-12", members_total=40)
    for school in (known, unknown):
        make_report(database, school, "2026-01", members_total=41, admitted=1)
    figures = ask("2026-01")
    assert parts(figures, "admission_rate") == (1, 40, 1, 1)
    assert parts(figures, "admitted_year") == (2, None, 2, 2)


def test_change_is_over_the_schools_known_at_both_ends(database: Database, ask: Ask) -> None:
    grown, new, blank = (make_school(database) for _ in range(3))
    make_report(database, grown, "2025-10", members_total=8)
    make_report(database, grown, "2026-09", members_total=10)
    make_report(database, grown, "2026-10", members_total=11)
    make_report(database, new, "2026-10", members_total=20)
    make_report(database, blank, "2026-09")
    make_report(database, blank, "2026-10", members_total=5)
    figures = ask()
    assert parts(figures, "members_change_month") == (1, None, 1, 1)
    assert parts(figures, "members_change_year") == (3, None, 1, 1)


def test_change_of_a_carried_school_counts_as_carried(database: Database, ask: Ask) -> None:
    school = make_school(database)
    make_report(database, school, "2025-10", members_total=8)
    make_report(database, school, "2026-09", members_total=10)
    assert parts(ask(), "members_change_month") == (0, None, 0, 1)
    assert parts(ask(), "members_change_year") == (2, None, 0, 1)


def test_schools_are_counted_by_how_they_stand_to_a_branch(database: Database, ask: Ask) -> None:
    own, first, second = (make_school(database) for _ in range(3))
    make_school(database)
    make_branch(database, [own])
    make_branch(database, [first, second], from_on=date(2026, 10, 1))
    figures = ask()
    assert parts(figures, "schools_with_own_branch") == (1, None, 3, 3)
    assert parts(figures, "schools_in_joint_branch") == (2, None, 3, 3)
    assert parts(figures, "schools_without_branch") == (0, None, 3, 3)
    assert parts(ask("2026-09"), "schools_in_joint_branch") == (0, None, 1, 1)


def test_schools_without_members_are_those_that_say_so(database: Database, ask: Ask) -> None:
    make_report(database, make_school(database), members_total=0)
    make_report(database, make_school(database), members_total=4)
    make_report(database, make_school(database))
    assert parts(ask(), "schools_without_members") == (1, None, 2, 2)


@pytest.mark.parametrize(
    ("choice", "members"),
    [
        ({}, 111),
        ({"levels": ("primary",)}, 101),
        ({"levels": ("lower_secondary",)}, 100),
        ({"levels": ("primary", "preschool")}, 111),
        ({"communes": ("xa-ta-luong",)}, 11),
        ({"communes": ("xa-ta-luong",), "levels": ("preschool",)}, 10),
        ({"school": "LC"}, 100),
        ({"school": "id1"}, 1),
    ],
)
def test_figures_follow_the_choice_of_schools(
    database: Database, ask: Ask, choice: dict[str, Any], members: int
) -> None:
    primary = make_school(database, level="primary", commune="Xã Tà Lương")
    preschool = make_school(database, level="preschool", commune="Xã Tà Lương", code="MN")
    both = make_school(database, level="primary+lower_secondary", code="LC")
    for school, count in ((primary, 1), (preschool, 10), (both, 100)):
        make_report(database, school, members_total=count)
    assert ask(**choice)["members_total"].value == members


def test_a_choice_without_schools_is_no_fault(database: Database, ask: Ask) -> None:
    make_report(database, make_school(database, level="primary"), members_total=11)
    figures = ask(levels=("special",))
    assert figures["schools"].value == 0
    assert figures["members_total"].value is None


def test_what_the_office_chose_and_the_viewer_filtered_is_asked(settings: Settings) -> None:
    asked = Asked.about(Filters(communes=("xa-a",)), Month(2026, 10), TODAY, settings)
    assert (asked.communes, asked.due_day, asked.rhythm) == (("xa-a",), 5, Rhythm.MONTHLY)
    assert asked.of_school("TH01").communes == ()
    assert asked.at(Month(2026, 9)).month == Month(2026, 9)


def test_the_latest_month_is_not_in_the_future(database: Database, administrator: Principal) -> None:
    reader = database.reader(administrator)
    assert queries.latest_month(reader, TODAY) is None
    make_report(database, make_school(database), "2026-09")
    make_report(database, 1, "2026-12")
    assert queries.latest_month(database.reader(administrator), TODAY) == Month(2026, 9)


def test_a_secretary_gets_the_figures_of_the_own_school(database: Database) -> None:
    own, other = make_school(database), make_school(database)
    make_report(database, own, members_total=11)
    make_report(database, other, members_total=16)
    figures = queries.figures(database.reader(secretary_of(own)), Asked(Month(2026, 10), TODAY))
    assert (figures["members_total"].value, figures["schools"].value) == (11, 1)


@pytest.fixture
def merging(database: Database) -> tuple[int, int, int]:
    """Two schools with a year of reports, and a third that stays apart."""
    ids = (make_school(database, code="A"), make_school(database, code="B"), make_school(database, code="C"))
    for month, numbers in (("2025-08", (9, 14, 20)), ("2025-12", (10, 15, 20)), ("2026-07", (10, 16, 20))):
        for school, members in zip(ids, numbers, strict=True):
            make_report(database, school, month, members_total=members, staff_total=members * 2, admitted=1)
    return ids


def merge(database: Database, administrator: Principal) -> None:
    merge_schools(database, administrator, ["A"], "B", date(2026, 8, 15), NOW)


@pytest.mark.usefixtures("merging")
def test_no_total_breaks_in_the_month_of_a_merger(database: Database, administrator: Principal, ask: Ask) -> None:
    before = ask("2026-07")
    merge(database, administrator)
    figures = ask("2026-08")
    assert (figures["schools"].value, figures["members_total"].value) == (2, 46)
    assert figures["party_ratio"].value == before["party_ratio"].value
    assert parts(figures, "members_change_month") == (0, None, 0, 2)
    assert figures["members_total"].known == 0


def test_the_first_report_of_the_successor_takes_the_place_of_both(
    database: Database, administrator: Principal, ask: Ask, merging: tuple[int, int, int]
) -> None:
    merge(database, administrator)
    make_report(database, merging[1], "2026-09", members_total=27, staff_total=52, admitted=1)
    assert ask("2026-08")["members_total"].value == 46
    figures = ask("2026-09")
    assert parts(figures, "members_total") == (47, None, 1, 2)
    assert parts(figures, "members_change_month") == (1, None, 1, 2)
    assert parts(ask("2026-09"), "members_change_year") == (47 - 43, None, 1, 2)


@pytest.mark.usefixtures("merging")
def test_the_year_of_the_successor_holds_what_its_predecessors_did(
    database: Database, administrator: Principal, ask: Ask
) -> None:
    merge(database, administrator)
    figures = ask("2026-09", school="B")
    assert figures["admitted_year"].value == 2
    assert parts(figures, "admission_rate")[:2] == (2, 25)
    assert figures["schools"].value == 1


@pytest.mark.usefixtures("merging")
def test_before_the_merger_both_are_schools_of_their_own(
    database: Database, administrator: Principal, ask: Ask
) -> None:
    merge(database, administrator)
    figures = ask("2026-07")
    assert (figures["schools"].value, figures["members_total"].value) == (3, 46)
    assert figures["admitted_year"].used == 3


@pytest.mark.usefixtures("merging")
def test_two_schools_that_go_into_a_new_one_stand_until_it_reports(
    database: Database, administrator: Principal, ask: Ask
) -> None:
    new = make_school(database, code="N", opened_on=date(2026, 8, 15))
    merge_schools(database, administrator, ["A", "B"], "N", date(2026, 8, 15), NOW)
    assert ask("2026-08")["members_total"].value == 46
    assert ask("2026-08", school="N")["members_total"].value == 26
    make_report(database, new, "2026-08", members_total=25)
    figures = ask("2026-08")
    assert figures["members_total"].value == 45
    assert parts(figures, "members_change_month") == (-1, None, 1, 2)


def test_a_chain_of_mergers_keeps_everybody(
    database: Database, administrator: Principal, ask: Ask, merging: tuple[int, int, int]
) -> None:
    merge(database, administrator)
    merge_schools(database, administrator, ["B"], "C", date(2026, 8, 20), NOW)
    figures = ask("2026-08")
    assert (figures["schools"].value, figures["members_total"].value) == (1, 46)
    make_report(database, merging[2], "2026-09", members_total=44)
    assert ask("2026-09")["members_total"].value == 44
    assert parts(ask("2026-09"), "members_change_month") == (-2, None, 1, 1)


@pytest.mark.usefixtures("merging")
def test_a_school_that_closes_without_a_successor_takes_its_members_along(database: Database, ask: Ask) -> None:
    gone = make_school(database, code="D", closed_on=date(2026, 8, 15))
    make_report(database, gone, "2026-07", members_total=100)
    assert ask("2026-07")["members_total"].value == 146
    assert ask("2026-08")["members_total"].value == 46
    assert parts(ask("2026-08"), "members_change_month") == (0, None, 0, 3)


def test_a_rename_changes_no_figure(database: Database, ask: Ask, merging: tuple[int, int, int]) -> None:
    before = ask("2026-09")
    make_succession(database, merging[0], merging[0], kind="rename", former_name="Trường Mầm non Cũ")
    assert ask("2026-09").by_code == before.by_code
