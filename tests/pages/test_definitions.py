"""The definitions: what each figure means, how it stands now, and finding one by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import definitions
from dashboard.i18n import LANGUAGES, Translator
from tests.pages import seen

if TYPE_CHECKING:
    from tests.pages.conftest import Office


def test_every_indicator_is_explained_in_both_languages(office: Office) -> None:
    office.has("one")
    for language in LANGUAGES:
        at = office.open("definitions", lang=language)
        titles = [heading.value for heading in at.subheader]
        t = Translator(language)
        assert titles == [t(f"indicators.{code}.title") for code in definitions.indicators()]
        assert all(t(f"indicators.{code}.meaning") in seen.words(at) for code in definitions.indicators())


def test_every_check_of_a_file_is_told(office: Office) -> None:
    at = office.has("one").open("definitions")
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
