"""The page of one person and the list of tasks: what is shown, and what a branch secretary records there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dashboard.actions.erasing import erase_person
from dashboard.actions.people import Acting
from dashboard.domain.histories import Event, Kind
from dashboard.domain.masking import masked
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.queries.people import record, standing_people
from dashboard.ui import session
from tests.factories import NOW, make_events, make_person, make_school
from tests.pages import seen

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.pages.conftest import Office

TODAY = date(2026, 11, 21)


def add_school(office: Office) -> int:
    school = make_school(office.database, code="TH01")
    helper = make_person(office.database, school, "Vàng Văn Nương")
    make_events(office.database, helper, school, Event(900, Kind.ENTER, "official", date(2012, 3, 1), 900))
    return school


def add_suoi(office: Office, stage: str = "outstanding", day: date = date(2026, 3, 26)) -> int:
    school = add_school(office)
    person = make_person(office.database, school, "Lò Thị Suối")
    make_events(office.database, person, school, Event(1000, Kind.ENTER, stage, day, 1000))
    return person


def tab(at: AppTest, name: str) -> AppTest:
    at.session_state["person.tabs"] = name
    return at.run()


def stage_of(office: Office, person: int) -> str:
    found = record(office.real, person)
    assert found is not None
    assert found.case.state is not None
    return found.case.state.exit or found.case.state.stage


def test_somebody_is_added_and_opened(office: Office) -> None:
    add_school(office)
    at = office.open("person", school="TH01")

    at.text_input(key="person.adding.name").set_value("Lò Thị Suối")
    at.text_input(key="person.adding.year").set_value("1991")
    at.button(key="person.adding.add").click().run()

    added = standing_people(office.real, TODAY, state="source").people
    assert [(row["full_name"], row["since"]) for row in added] == [("Lò Thị Suối", TODAY)]


def test_a_person_is_shown_with_stage_next_step_and_what_it_lacks(office: Office) -> None:
    person = add_suoi(office, "class_certified")

    at = office.open("person", person=str(person))

    assert at.title[0].value == "Lò Thị Suối"
    said = seen.words(at)
    assert "Đã có giấy chứng nhận bồi dưỡng nhận thức, từ 26/03/2026" in said
    assert "Bước tiếp: Đang lập hồ sơ kết nạp" in said
    assert "Chưa có đảng viên chính thức được phân công giúp đỡ." in said
    assert at.dataframe[0].value["due_on"].tolist() == [date(2031, 3, 26)]


def test_a_step_is_recorded_and_its_event_is_seen(office: Office) -> None:
    person = add_suoi(office)
    at = tab(office.open("person", person=str(person)), "Ghi việc mới")

    at.text_input(key="person.move.1000.number").set_value("12-NQ/CB")
    at.button(key="person.move.1000.do").click().run()

    assert stage_of(office, person) == "sympathizer"
    assert "Cảm tình Đảng, từ 21/11/2026" in seen.words(at)


def test_a_step_that_lacks_something_is_refused_with_the_reasons_and_the_way_out(office: Office) -> None:
    person = add_suoi(office, "class_certified")
    at = tab(office.open("person", person=str(person)), "Ghi việc mới")

    at.button(key="person.move.1000.do").click().run()

    assert "Chưa có đảng viên chính thức được phân công giúp đỡ." in at.error[0].value
    assert "Hồ sơ cũ" in at.error[0].value
    assert stage_of(office, person) == "class_certified"
    at.checkbox(key="person.move.1000.old").check().run()
    at.selectbox(key="person.move.1000.to").set_value("dossier").run()
    at.button(key="person.move.1000.do").click().run()
    assert stage_of(office, person) == "dossier"


def test_a_helper_is_assigned_by_a_resolution(office: Office) -> None:
    person = add_suoi(office, "sympathizer")
    at = tab(office.open("person", person=str(person)), "Ghi việc mới")
    at.segmented_control(key="person.what").set_value("helper").run()

    at.text_input(key="person.helper.name").set_value("vàng văn nương")
    at.text_input(key="person.helper.number").set_value("13-NQ/CB")
    at.button(key="person.helper.do").click().run()

    found = record(office.real, person)
    assert found is not None
    assert [(row["helper_name"], row["document_no"]) for row in found.about["helper"]] == [
        ("Vàng Văn Nương", "13-NQ/CB")
    ]


def test_a_failed_vote_is_recorded_and_told_as_such(office: Office) -> None:
    person = add_suoi(office, "verification")
    at = tab(office.open("person", person=str(person)), "Ghi việc mới")
    at.segmented_control(key="person.what").set_value("vote").run()

    at.text_input(key="person.vote.official_total").set_value("20")
    at.text_input(key="person.vote.in_favour").set_value("13")
    at.button(key="person.vote.do").click().run()

    tab(at, "Giúp đỡ, biểu quyết")
    votes = next(frame.value for frame in at.dataframe if "result" in frame.value)
    assert votes[["figures", "result"]].to_numpy().tolist() == [["13 trên 20 (cần 14)", "Không đủ"]]


@pytest.mark.parametrize("written", ["", "hai mươi", "20,5"])
def test_a_vote_without_clear_figures_is_not_recorded(office: Office, written: str) -> None:
    person = add_suoi(office, "verification")
    at = tab(office.open("person", person=str(person)), "Ghi việc mới")
    at.segmented_control(key="person.what").set_value("vote").run()

    at.text_input(key="person.vote.official_total").set_value(written)
    at.text_input(key="person.vote.in_favour").set_value("13")
    at.button(key="person.vote.do").click().run()

    assert len(at.error) == 1
    found = record(office.real, person)
    assert found is not None
    assert found.about["vote"] == []


def test_an_exit_asks_for_its_reason(office: Office) -> None:
    person = add_suoi(office)
    at = tab(office.open("person", person=str(person)), "Ghi việc mới")
    at.segmented_control(key="person.what").set_value("exit").run()

    at.button(key="person.exit.1000.do").click().run()
    assert at.error[0].value == "Xin ghi lý do."
    at.text_input(key="person.exit.1000.reason").set_value("Xin thôi vì việc gia đình")
    at.button(key="person.exit.1000.do").click().run()

    assert stage_of(office, person) == "withdrawn"


def test_erasing_asks_to_be_sure_and_leaves_nobody(office: Office) -> None:
    person = add_suoi(office)
    at = tab(office.open("person", person=str(person)), "Thông tin cá nhân")
    assert at.button(key=f"person.erase.{person}.do").disabled

    at.text_input(key=f"person.erase.{person}.reason").set_value("Theo yêu cầu")
    at.checkbox(key=f"person.erase.{person}.sure").check().run()
    at.button(key=f"person.erase.{person}.do").click().run()

    assert record(office.real, person) is None


def test_nothing_is_recorded_without_its_day(office: Office) -> None:
    person = add_suoi(office)
    at = tab(office.open("person", person=str(person)), "Ghi việc mới")

    at.date_input(key="person.move.1000.day").set_value(None).run()

    assert at.button(key="person.move.1000.do").disabled


def test_a_birth_of_long_ago_is_shown_and_a_year_that_is_none_is_not_taken(office: Office) -> None:
    school = add_school(office)
    person = make_person(office.database, school, "Lò Thị Suối", birth_date=date(1925, 3, 2))
    make_events(office.database, person, school, Event(1000, Kind.ENTER, "outstanding", date(2026, 3, 26), 1000))
    at = tab(office.open("person", person=str(person)), "Thông tin cá nhân")
    assert at.date_input(key=f"person.correct.{person}.born").value == date(1925, 3, 2)

    at.date_input(key=f"person.correct.{person}.born").set_value(None)
    at.text_input(key=f"person.correct.{person}.year").set_value("năm 90")
    at.text_input(key=f"person.correct.{person}.reason").set_value("Ghi sai")
    at.button(key=f"person.correct.{person}.do").click().run()

    assert "không thể đúng" in at.error[0].value
    assert office.faults == []


def test_names_and_remarks_are_shown_as_they_are_written(office: Office) -> None:
    school = add_school(office)
    person = make_person(office.database, school, "<b>Suối</b> **A** [x](http://y) $z$ " + "ơ" * 500)
    make_events(office.database, person, school, Event(1000, Kind.ENTER, "outstanding", date(2026, 3, 26), 1000))

    at = office.open("person", person=str(person))

    assert r"\<b\>" in at.title[0].value
    assert office.faults == []


def test_who_was_erased_meanwhile_is_not_recorded_upon(office: Office) -> None:
    person = add_suoi(office)
    at = tab(office.open("person", person=str(person)), "Ghi việc mới")
    erase_person(Acting(office.database, LOCAL_ADMINISTRATOR, NOW, session.settings()), person, "Theo yêu cầu")

    at.button(key="person.move.1000.do").click().run()

    assert [title.value for title in at.title] == ["Thêm người"]
    assert office.faults == []


def test_nobody_is_opened_by_a_number_that_is_nobodys(office: Office) -> None:
    add_school(office)
    for number in ("12345", "-1", "abc", "9" * 40):
        at = office.open("person", person=number)
        assert [title.value for title in at.title] == ["Thêm người"]
        assert office.faults == []


def test_tasks_name_nobody_in_full_and_open_the_person(office: Office) -> None:
    person = add_suoi(office, "sympathizer")

    at = office.open("tasks")

    rows = at.dataframe[0].value
    assert "Lò Thị Suối" not in seen.words(at) + rows.to_csv()
    assert masked("Lò Thị Suối") == "L. T. S."
    assert rows["text"].tolist().count("L. T. S.: phân công đảng viên chính thức giúp đỡ") == 1
    assert stage_of(office, person) == "sympathizer"


def test_tasks_are_narrowed_to_the_kinds_that_are_picked(office: Office) -> None:
    add_suoi(office, "sympathizer")
    at = office.open("tasks")

    at.pills[0].set_value(["helper_missing"]).run()

    assert at.dataframe[0].value["kind"].tolist() == ["Phân công giúp đỡ"]


def test_an_overview_tells_how_much_waits_and_names_nobody(office: Office) -> None:
    add_suoi(office, "sympathizer")

    at = office.open("overview")

    said = seen.words(at)
    assert "Việc cần làm" in said
    assert "L. T. S. (Trường Tiểu học Suối Mây)" in said
    assert "Lò Thị Suối" not in said
