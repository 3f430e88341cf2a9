"""The definitions: what each figure means, how it stands now, and finding one by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import definitions
from dashboard.definitions.rules import rules
from dashboard.i18n import LANGUAGES, Translator
from tests.pages import seen

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.pages.conftest import Office


def tab(at: AppTest, title: str) -> AppTest:
    at.session_state["definitions.tabs"] = Translator()(title)
    return at.run()


def test_what_is_counted_person_by_person_stands_with_its_coverage(office: Office) -> None:
    words = seen.words(office.has("demo").open("definitions", demo="1"))
    assert "Kết nạp trong năm (theo từng người): **23** (Biết từ 49/51 trường)" in words


def test_every_indicator_is_explained_in_both_languages(office: Office) -> None:
    office.has("one")
    for language in LANGUAGES:
        at = office.open("definitions", lang=language)
        titles = [heading.value for heading in at.subheader]
        t = Translator(language)
        assert titles == [t(f"indicators.{code}.title") for code in definitions.indicators()]
        assert all(t(f"indicators.{code}.meaning") in seen.words(at) for code in definitions.indicators())


def test_every_check_of_a_file_is_told(office: Office) -> None:
    at = tab(office.has("one").open("definitions"), "definitions.checks")
    assert all(Translator()(f"checks.{code}.title") in seen.words(at) for code in definitions.checks())


def test_an_indicator_is_found_without_accents(office: Office) -> None:
    at = office.has("one").open("definitions")
    at.text_input(key="definitions.search").set_value("ty le dang vien").run()
    titles = [heading.value for heading in at.subheader]
    assert "Tỷ lệ đảng viên" in titles
    assert len(titles) < len(definitions.indicators())
    at.text_input(key="definitions.search").set_value("khong co gi").run()
    assert [box.value for box in at.info] == ["Không có chỉ số nào khớp."]


def test_an_indicator_shows_its_value_with_both_parts(office: Office) -> None:
    at = office.has("one").open("definitions")
    assert "Tháng 10/2026: **40,00%** (12 trên 30; Biết từ 1/1 trường)" in seen.words(at)


def test_an_empty_district_has_definitions_and_unknown_values(office: Office) -> None:
    at = office.open("definitions")
    assert "Chưa ghi số liệu nào." in seen.words(at)
    assert "**—**" in seen.words(at)


def test_the_rules_in_force_today_are_listed_with_value_source_and_confidence(office: Office) -> None:
    table = tab(office.has("one").open("definitions"), "rules.heading").dataframe[0].value
    by_title = table.set_index("rule")
    assert len(table) == len({rule.code for rule in rules()})
    assert by_title.loc["Thời gian dự bị", "value"] == "12 tháng"
    assert by_title.loc["Thời gian dự bị", "source"] == "Điều lệ Đảng (Đại hội XI, 2011), Điều 5.1"
    assert by_title.loc["Trả lời công văn thẩm tra trong nước", "mark"] == "Chưa được xác nhận"


def test_a_rule_is_found_without_accents_by_its_name_or_source(office: Office) -> None:
    at = tab(office.has("one").open("definitions"), "rules.heading")
    at.text_input(key="definitions.rules_search").set_value("to chuc le").run()
    assert list(at.dataframe[0].value["value"]) == ["30 ngày làm việc"]
    at.text_input(key="definitions.rules_search").set_value("dieu le dang").run()
    assert set(at.dataframe[0].value["source"].str.slice(0, 12)) == {"Điều lệ Đảng"}
    at.text_input(key="definitions.rules_search").set_value("khong co gi").run()
    assert [box.value for box in at.info] == ["Không có quy định nào khớp."]


def test_what_is_not_confirmed_is_told_with_the_setting_that_decides_it(office: Office) -> None:
    words = seen.words(tab(office.has("one").open("definitions"), "rules.heading"))
    assert Translator()("rules.note.ceremony_start") in words
    assert "mục cài đặt: `ceremony_start`" in words
    assert "Ngày làm bù đã biết đến hết 31/12/2026" in words


def test_a_rule_that_is_ticked_is_written_out(office: Office) -> None:
    at = tab(office.has("one").open("definitions"), "rules.heading")
    assert Translator()("rules.tick") in seen.words(at)
    at.session_state["definitions.rules.rows"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    words = seen.words(at.run())
    assert "**Tuổi thấp nhất khi được xét**" in words
    assert Translator()("rules.rule.age_from.meaning") in words
