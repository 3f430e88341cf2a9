"""``chibo backup``, ``restore`` and ``check``: the data come back as they were, and damage is noticed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard.storage import Database
from tests.commands import S0
from tests.factories import make_report, make_school

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from dashboard.settings import Settings
    from tests.commands import Chibo

HEADERS, BLOCK = 3 * 4096, 262_144
"""Where the first block of a database file begins, and the size of each."""


def test_what_was_backed_up_comes_back_after_damage(chibo: Chibo, settings: Settings, tmp_path: Path) -> None:
    chibo("demo")
    before, copy = chibo.figures(), tmp_path / "sao-luu.duckdb"
    saved = chibo("backup", copy, "--json")
    settings.database.write_bytes(b"something else altogether")
    assert chibo("figures", "--json").json["error"]["code"] == "damaged"

    restored = chibo("restore", copy, "--yes", "--json")

    assert (saved.status, restored.status) == (0, 0)
    assert saved.json == restored.json
    assert saved.json["file"] == str(copy)
    assert saved.json["rows"]["report"] > 1000
    assert chibo.figures() == before
    assert settings.database.with_name("district.duckdb.replaced").read_bytes() == b"something else altogether"


def test_data_that_are_there_are_replaced_only_on_a_second_word(chibo: Chibo, tmp_path: Path) -> None:
    chibo("import", S0, "--add-schools")
    copy = tmp_path / "sao-luu.duckdb"
    chibo("backup", copy)
    chibo("undo", 1)
    before = chibo.figures()

    asked = chibo("restore", copy)
    assert asked.status == 1
    assert "--yes" in asked.errors
    assert chibo.figures() == before

    assert chibo("restore", copy, "--yes").status == 0
    assert chibo.figures() != before


def test_an_empty_directory_takes_a_backup_at_once(chibo: Chibo, settings: Settings, tmp_path: Path) -> None:
    chibo("import", S0, "--add-schools")
    before, copy = chibo.figures(), tmp_path / "sao-luu.duckdb"
    chibo("backup", copy)
    settings.database.unlink()

    assert chibo("restore", copy).status == 0
    assert chibo.figures() == before


def test_no_backup_is_overwritten(chibo: Chibo, tmp_path: Path) -> None:
    copy = tmp_path / "sao-luu.duckdb"
    copy.write_bytes(b"older")

    refused = chibo("backup", copy, "--json")

    assert (refused.status, refused.json["error"]["code"]) == (2, "invalid")
    assert copy.read_bytes() == b"older"


def test_a_place_that_cannot_be_written_to_is_said(chibo: Chibo, tmp_path: Path) -> None:
    (tmp_path / "tep").touch()

    for place in (tmp_path / "khong-co" / "sao-luu", tmp_path / "tep" / "sao-luu"):
        assert chibo("backup", place, "--json").json["error"]["code"] == "invalid"


def test_what_is_no_backup_leaves_the_data_as_they_are(chibo: Chibo, tmp_path: Path) -> None:
    chibo("import", S0, "--add-schools")
    before = chibo.figures()

    missing = chibo("restore", tmp_path / "khong-co", "--yes")
    wrong = chibo("restore", S0, "--yes")

    assert (missing.status, wrong.status) == (2, 2)
    assert str(S0) in wrong.errors
    assert chibo.figures() == before


def test_a_sound_database_breaks_no_rule(chibo: Chibo) -> None:
    chibo("demo")

    checked = chibo("check", "--json")

    assert (checked.status, checked.json) == (0, {"violations": []})
    assert "không có gì sai" in chibo("check").out


def test_a_report_after_the_school_was_closed_is_found(chibo: Chibo, settings: Settings, now: datetime) -> None:
    opened = Database(settings.database, settings, now)
    school = make_school(opened, code="A1", closed_on=date(2026, 8, 1))
    make_report(opened, school, members_total=12)
    opened.close()

    checked, plain = chibo("check", "--json"), chibo("check")

    assert (checked.status, plain.status) == (1, 1)
    (violation,) = checked.json["violations"]
    assert (violation["rule"], violation["how_many"]) == ("report_outside_school_life", 1)
    assert "sau khi trường đã ngừng hoạt động" in plain.out


def test_damage_anywhere_in_the_file_is_noticed(chibo: Chibo, settings: Settings) -> None:
    chibo("demo")
    sound, before, noticed = settings.database.read_bytes(), chibo.figures(), []
    for start in range(HEADERS, len(sound), BLOCK):
        settings.database.write_bytes(_damaged(sound, start))

        checked = chibo("check", "--json")

        noticed.append(checked.status == 2 and checked.json["error"]["code"] == "damaged")
        # a block that nothing is stored in may be anything
        assert noticed[-1] or chibo.figures() == before
    assert sum(noticed) > len(noticed) / 2


def _damaged(sound: bytes, start: int) -> bytes:
    """Return the file with a part of one block turned over; a block begins with its checksum."""
    part = slice(start + 8, start + 100_000)
    return sound[: part.start] + bytes(255 - byte for byte in sound[part]) + sound[part.stop :]
