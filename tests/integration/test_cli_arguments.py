"""The command as a whole: its options, its languages, its exit statuses, and what it does when it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dashboard.cli import counting, main
from dashboard.storage import Database
from tests.browser.serving import ROOT
from tests.commands import S0

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from dashboard.settings import Settings
    from tests.commands import Chibo

COMMANDS = ("serve", "demo", "table", "import", "uploads", "undo", "figures", "backup", "restore", "check")


def test_options_stand_before_or_after_the_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    options = ["--data", str(tmp_path), "--as-of", "2026-11-21", "--lang", "en", "--json"]

    assert main([*options, "figures"]) == 0
    before = capsys.readouterr().out
    assert main(["figures", *options]) == 0

    assert capsys.readouterr().out == before


def test_the_environment_chooses_where_and_when(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHIBO_DATA", str(tmp_path / "noi-khac"))
    monkeypatch.setenv("CHIBO_TODAY", "2020-03-05")

    assert main(["figures", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["as_of"] == "2020-03-05"
    assert (tmp_path / "noi-khac" / "district.duckdb").is_file()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("language", "usage"), [("vi", "Cách dùng: chibo"), ("en", "Usage: chibo")])
def test_every_command_explains_itself(
    capsys: pytest.CaptureFixture[str], command: str, language: str, usage: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help", "--lang", language])

    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"{usage} {command}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "còn thiếu"),
        (("nap",), "không nhận 'nap'"),
        (("figures", "--thang", "9"), "Không có tham số --thang 9"),
        (("figures", "--as-of", "31/10/2026"), "một ngày dạng 2026-10-31"),
        (("tasks", "--as-of", "9999-12-31"), "một ngày dạng 2026-10-31"),
        (("figures", "--period"), "Sau --period còn thiếu giá trị"),
        (("undo", "mot"), "một số nguyên"),
        (("import", "a.csv", "--map", "CB"), "Tiêu đề=trường số liệu"),
        (("figures", "--json=1"), "--json không cần ghi thêm gì"),
        (("figures", "--lang", "fr"), "--lang không nhận 'fr'"),
    ],
)
def test_what_cannot_be_understood_is_said_calmly(chibo: Chibo, words: tuple[str, ...], said: str) -> None:
    done = chibo(*words)

    assert (done.status, done.out) == (2, "")
    assert said in done.errors


def test_an_error_is_one_document_where_json_was_asked_for(chibo: Chibo) -> None:
    done = chibo("figures", "--period", "thang-9", "--json")

    assert (done.status, done.errors) == (2, "")
    assert set(done.json["error"]) == {"code", "message"}
    assert done.json["error"]["code"] == "invalid"


def test_a_setting_that_cannot_be_used_is_named(chibo: Chibo) -> None:
    chibo.data.mkdir()
    (chibo.data / "settings.toml").write_text("due_day = 40\n", "utf-8")

    done = chibo("figures")

    assert done.status == 2
    assert "due_day" in done.errors


def test_a_data_directory_that_is_a_file_cannot_be_used(chibo: Chibo, tmp_path: Path) -> None:
    (tmp_path / "tep").touch()

    for place in (tmp_path / "tep", tmp_path / "tep" / "data"):
        assert chibo("figures", "--data", place, "--json").json["error"]["code"] == "invalid"


def test_a_database_that_another_program_holds_is_busy(chibo: Chibo) -> None:
    chibo("import", S0, "--add-schools")
    with _held(chibo.data) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"

        figures, imported = chibo("figures", "--json"), chibo("import", S0, "--json")
        statuses = [chibo(*words).status for words in (("check",), ("undo", 1), ("restore", S0, "--yes"), ("demo",))]
        holder.communicate("")

    assert (figures.status, figures.json["error"]["code"]) == (2, "busy")
    assert (imported.status, imported.json[0]["error"]["code"]) == (2, "busy")
    assert statuses == [2, 2, 2, 2]
    assert chibo("figures").status == 0


def _held(data: Path) -> subprocess.Popen[str]:
    """Start a process that holds the database until its input ends."""
    program = (
        "import sys; from dashboard.settings import load; from dashboard.storage import Database; "
        "settings = load(); held = Database(settings.database, settings, settings.now()); "
        "print('held', flush=True); sys.stdin.read()"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | {"CHIBO_DATA": str(data)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_fault_of_ours_is_told_calmly_and_logged_whole(
    chibo: Chibo, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(counting, "DISTRICT", object())

    answer, plain = chibo("figures", "--json"), chibo("figures", "--json", "--lang", "en")

    assert (answer.status, plain.status) == (70, 70)
    assert answer.json["error"]["code"] == "internal"
    assert "did not expect" in plain.json["error"]["message"]
    assert "TypeError" in caplog.text


C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("locale", [C_LOCALE, {"PYTHONIOENCODING": "cp1258"}])
def test_documents_are_utf8_whatever_the_locale(chibo: Chibo, locale: Mapping[str, str]) -> None:
    chibo("import", S0, "--add-schools")

    assert _said(chibo, locale, "figures", "--json") == chibo.figures()


def test_words_and_tables_are_utf8_whatever_the_locale(chibo: Chibo) -> None:
    chibo("import", S0, "--add-schools")

    assert "Đảng viên chính thức" in _said(chibo, C_LOCALE, "figures").decode("utf-8")
    assert "Trường Tiểu học Đạo Đức A" in _said(chibo, C_LOCALE, "table", str(S0)).decode("utf-8")


def _said(chibo: Chibo, locale: Mapping[str, str], *words: str) -> bytes:
    """Return what the command writes as a process of its own."""
    command = [sys.executable, "-m", "dashboard.cli", *words, "--data", str(chibo.data), "--as-of", chibo.today]
    return subprocess.run(command, cwd=ROOT, env=os.environ | dict(locale), capture_output=True, check=True).stdout


def test_whoever_stops_reading_does_no_harm(tmp_path: Path) -> None:
    long = tmp_path / "dai.csv"
    long.write_text("Trường,Số\n" + "Suối Mây,1\n" * 100_000, "utf-8")
    command = [sys.executable, "-m", "dashboard.cli", "table", str(long)]

    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()

    assert (process.returncode, errors) == (0, b"")


def test_the_database_is_free_again_after_every_command(chibo: Chibo, settings: Settings, now: datetime) -> None:
    chibo("import", S0, "--add-schools")
    chibo("figures", "--school", "XX99")

    Database(settings.database, settings, now).close()
