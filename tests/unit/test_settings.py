"""What an office may choose."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import InvalidInput
from dashboard.settings import SETTINGS, Settings, days_of, load


def written(tmp_path: Path, text: str) -> dict[str, object]:
    (tmp_path / "settings.toml").write_text(text, "utf-8")
    return {"data": tmp_path}


def test_every_setting_is_listed_with_its_default_and_help() -> None:
    assert {field.name for field in fields(Settings)} == set(SETTINGS)
    usual = Settings()
    assert {name: str(getattr(usual, name)) for name in SETTINGS} == {
        name: str(setting.default) for name, setting in SETTINGS.items()
    }
    assert [name for name, setting in SETTINGS.items() if not setting.help.endswith(".")] == []


def test_without_any_choice_the_defaults_hold(tmp_path: Path) -> None:
    assert load({"data": tmp_path}, {}) == Settings(data=tmp_path)


def test_the_file_in_the_data_directory_chooses(tmp_path: Path) -> None:
    given = written(tmp_path, 'committee = "Đảng ủy xã Tà Lương"\ndue_day = 10\nrhythm = "quarterly"\n')
    settings = load(given, {})
    assert (settings.committee, settings.due_day, settings.rhythm) == ("Đảng ủy xã Tà Lương", 10, "quarterly")


def test_the_environment_beats_the_file_and_the_command_beats_both(tmp_path: Path) -> None:
    given = written(tmp_path, "due_day = 10\nquery_seconds = 10\nmax_upload_mb = 10\n")
    environment = {"CHIBO_DUE_DAY": "11", "CHIBO_QUERY_SECONDS": "11"}
    settings = load(given | {"due_day": 12}, environment)
    assert (settings.due_day, settings.query_seconds, settings.max_upload_mb) == (12, 11, 10)


def test_an_override_that_was_not_given_overrides_nothing() -> None:
    assert load({"data": None, "lang": None}, {"CHIBO_DATA": "elsewhere", "CHIBO_LANG": "en"}) == Settings(
        data=Path("elsewhere"), lang="en"
    )


def test_the_two_districts_have_their_own_files(tmp_path: Path) -> None:
    settings = load({"data": tmp_path}, {})
    assert settings.database == tmp_path / "district.duckdb"
    assert settings.demo_database == tmp_path / "demo" / "district.duckdb"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"due_day": "0"}, "due_day"),
        ({"due_day": "29"}, "due_day"),
        ({"due_day": "five"}, "due_day"),
        ({"due_day": "5.5"}, "due_day"),
        ({"rhythm": "weekly"}, "rhythm"),
        ({"lang": "fr"}, "lang"),
        ({"admission_base": "middle"}, "admission_base"),
        ({"today": "31/10/2026"}, "today"),
        ({"today": "2026-02-30"}, "today"),
        ({"time_zone": "Asia/Nowhere"}, "time_zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone"),
        ({"max_upload_mb": "0"}, "max_upload_mb"),
        ({"query_seconds": "-1"}, "query_seconds"),
        ({"memory_mb": "0"}, "memory_mb"),
        ({"log_level": "loud"}, "log_level"),
        ({"age_compared": "year"}, "age_compared"),
        ({"introduction_months": "0"}, "introduction_months"),
        ({"verification_days": "-1"}, "verification_days"),
        ({"verification_days_abroad": "366"}, "verification_days_abroad"),
        ({"ceremony_start": "always"}, "ceremony_start"),
        ({"days_off": "20/11/2026"}, "days_off"),
        ({"extra_working_days": "2026-02-30"}, "extra_working_days"),
        ({"calendar_known_until": "2100"}, "calendar_known_until"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_is_accepted(given: dict[str, str], name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        load(given, {})
    assert refused.value.key == "errors.setting"
    assert refused.value.values["name"] == name
    assert refused.value.values["value"] == next(iter(given.values()))
    assert refused.value.values["accepted"]


def test_several_days_are_parted_by_spaces_or_commas(tmp_path: Path) -> None:
    settings = load(written(tmp_path, 'days_off = "2026-11-20, 2026-11-23"\n'), {})
    assert days_of(settings.days_off) == (date(2026, 11, 20), date(2026, 11, 23))
    assert days_of(settings.extra_working_days) == ()


def test_a_setting_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        load(written(tmp_path, "due_date = 5\n"), {})
    assert (refused.value.key, refused.value.values["names"]) == ("errors.settings_unknown", "due_date")


@pytest.mark.parametrize("content", [b"due_day = = 5", b"committee = '\xff'"])
def test_a_file_that_cannot_be_read_says_where(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.toml").write_bytes(content)
    with pytest.raises(InvalidInput) as refused:
        load({"data": tmp_path}, {})
    assert refused.value.key == "errors.settings_file"
    assert refused.value.values["path"] == tmp_path / "settings.toml"


def test_settings_stay_as_they_were_read() -> None:
    settings: Any = Settings()
    with pytest.raises(FrozenInstanceError):
        settings.lang = "en"


def test_the_chosen_day_is_today_and_the_hour_is_the_clocks() -> None:
    settings = load({"today": "2026-11-21"}, {})
    assert settings.day() == date(2026, 11, 21)
    assert settings.now().utcoffset() == timedelta(hours=7)
