"""The frame: language, filters, address, the two districts, and calm when something fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb

from dashboard.i18n import Translator
from dashboard.queries import Asked, figures
from dashboard.queries.figure_texts import figure_text
from tests.browser.districts import PAGES
from tests.factories import make_school
from tests.pages import seen

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.pages.conftest import Office

VI, EN = Translator(), Translator("en")


def open_filters(at: AppTest) -> AppTest:
    at.session_state["filters.popover"] = True
    return at.run()


def test_the_language_changes_every_word_and_stands_in_the_address(office: Office) -> None:
    at = office.has("one").open()
    at.segmented_control(key="frame.language").set_value("en").run()
    assert at.title[0].value == "Overview"
    assert dict(at.query_params) == {"lang": "en"}
    at.switch_page("../../pages/definitions.py").run()
    assert at.title[0].value == "What the figures mean"
    at.segmented_control(key="frame.language").set_value("vi").run()
    assert at.title[0].value == "Giải thích số liệu"
    assert dict(at.query_params) == {}


def test_filters_narrow_the_figures_and_stand_in_the_address_as_codes(office: Office) -> None:
    at = open_filters(office.has("demo").open(demo="1"))
    everything = seen.metrics(at)
    at.multiselect(key="filters.levels").set_value(["primary", "upper_secondary"]).run()
    at.selectbox(key="filters.month").select_index(3).run()
    assert dict(at.query_params) == {"demo": "1", "period": "2026-07", "level": "primary.upper_secondary"}
    assert seen.metrics(at) != everything
    assert {"Tiểu học ✕", "THPT ✕", "Bỏ lọc"} <= set(seen.labels(at))


def test_the_narrowed_figures_are_those_of_the_database(office: Office) -> None:
    at = office.has("demo").open(demo="1", level="primary")
    asked = Asked.about(*_view_of(at))
    ratio = figures(office.demo, asked)["party_ratio"]
    assert seen.metrics(at)["Tỷ lệ đảng viên"] == figure_text(ratio, VI)
    assert ratio.denominator is not None
    assert ratio.denominator < 1844


def _view_of(at: AppTest) -> tuple[Any, ...]:
    here = at.session_state["here"]
    return here.filters, here.month, here.today, here.settings


def test_an_address_opens_the_same_view_for_somebody_else(office: Office) -> None:
    at = open_filters(office.has("demo").open(demo="1"))
    at.multiselect(key="filters.communes").set_value(["xa-binh-tri"]).run()
    at.selectbox(key="filters.month").select_index(5).run()
    at.segmented_control(key="frame.language").set_value("en").run()
    for page in ("overview", "members"):
        at.switch_page(f"../../pages/{page}.py").run()
        other = office.open(page, **at.query_params)
        assert seen.words(other) == seen.words(at)
        assert seen.metrics(other) == seen.metrics(at)
        assert dict(other.query_params) == dict(at.query_params)


def test_filters_stay_when_another_page_is_opened_by_the_menu(office: Office) -> None:
    at = office.has("demo").open(demo="1", level="primary")
    for page in PAGES:
        at.switch_page(f"../../pages/{page}.py").run()
        assert dict(at.query_params) == {"demo": "1", "level": "primary"}


def test_a_filter_is_taken_away_by_its_chip_and_all_of_them_at_once(office: Office) -> None:
    at = office.has("demo").open(demo="1", level="primary", commune="xa-binh-tri.xa-long-tuong")
    at.button(key="filters.chip.commune.xa-binh-tri").click().run()
    assert at.query_params["commune"] == "xa-long-tuong"
    at.button(key="filters.clear").click().run()
    assert dict(at.query_params) == {"demo": "1"}
    assert seen.metrics(at)["Số trường"] == "51"


def test_schools_are_found_without_accents(office: Office) -> None:
    office.has("one")
    make_school(office.database, "Trường Tiểu học Đạo Đức", code="TH02", level="primary", commune="Xã Đồng Đăng")
    at = open_filters(office.open("members"))
    at.text_input(key="filters.search").set_value("dao duc").run()
    at.button(key="filters.pick.TH02").click().run()
    assert at.query_params["school"] == "TH02"
    assert "Trường Tiểu học Đạo Đức" in [header.value for header in at.header]
    at.text_input(key="filters.search").set_value("khong co").run()
    assert "Không có trường nào khớp với “khong co”." in seen.words(at)


def test_an_empty_district_leads_to_the_first_file(office: Office) -> None:
    at = office.open()
    assert {"Nạp tệp đầu tiên", "Xem huyện mẫu"} <= set(seen.labels(at))
    at.button(key="start.load").click().run()
    assert at.title[0].value == "Nạp số liệu"


def test_the_invented_district_is_made_apart_and_left_again(office: Office) -> None:
    at = office.open()
    at.button(key="start.demo").click().run()
    assert dict(at.query_params) == {"demo": "1"}
    assert VI("frame.demo") in [warning.value for warning in at.warning]
    assert seen.metrics(at)["Tỷ lệ đảng viên"] == "43,93%"
    assert office.database.is_empty
    assert office.database.version == 0
    at.button(key="frame.leave_demo").click().run()
    assert dict(at.query_params) == {}
    assert VI("overview.start.text") in seen.words(at)


def test_the_committee_has_its_own_name_at_the_head(office: Office) -> None:
    office.has("one")
    (office.data / "settings.toml").write_text('committee = "Đảng ủy xã Suối Mây"\n', "utf-8")
    assert "**Đảng ủy xã Suối Mây**" in seen.words(office.open())


def test_a_fault_of_ours_is_one_calm_sentence_and_a_traceback_in_the_log(office: Office) -> None:
    office.has("one")
    path = office.data / "district.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("ALTER TABLE report RENAME COLUMN members_total TO gone")
        connection.execute("ALTER TABLE stage_event RENAME COLUMN on_day TO gone")
    for page in PAGES:
        at = office.open(page)
        assert [error.value for error in at.error] == [VI("frame.our_fault")]
        assert not at.exception
    assert len(office.faults) == len(PAGES)
    assert "Traceback" in office.faults[0]
    assert [error.value for error in office.open(lang="en").error] == [EN("frame.our_fault")]


def test_a_damaged_file_is_named_with_what_to_do(office: Office) -> None:
    office.data.mkdir()
    path = office.data / "district.duckdb"
    path.write_bytes(b"this is no database at all" * 1000)
    at = office.open()
    assert len(at.error) == 1
    assert VI("errors.storage_damaged", path=path) in seen.words(at)
    assert not at.exception
    assert office.faults == []
