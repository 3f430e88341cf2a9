"""``chibo serve``: this computer only, from any folder, with the data of that folder."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from dashboard.cli.serving import LOOPBACK, environment
from dashboard.settings import load
from dashboard.ui.shell import hosts
from tests.browser.serving import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands import Chibo


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.10", "example.org", "::"])  # noqa: S104 (refused)
def test_other_computers_are_refused_until_there_are_accounts(chibo: Chibo, host: str) -> None:
    done = chibo("serve", "--host", host)

    assert (done.status, done.out) == (2, "")
    assert host in done.errors
    assert "tài khoản" in done.errors


def test_a_port_that_is_taken_is_said(chibo: Chibo) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        done = chibo("serve", "--port", port)

    assert done.status == 2
    assert str(port) in done.errors


def test_a_port_that_cannot_be_is_said(chibo: Chibo) -> None:
    assert [chibo("serve", "--port", port).status for port in (0, 70_000, "mot")] == [2, 2, 2]


def test_the_command_and_the_server_agree_on_what_is_this_computer() -> None:
    assert frozenset(LOOPBACK) == hosts.LOOPBACK


def test_the_server_takes_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert environment(load({"data": "nha", "today": "2026-11-21", "lang": "en"}, {})) == {
        "CHIBO_DATA": str(tmp_path / "nha"),
        "CHIBO_LANG": "en",
        "CHIBO_TODAY": "2026-11-21",
    }


def test_it_serves_from_any_folder_and_stops_when_asked(tmp_path: Path) -> None:
    port = _free_port()
    command = [sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port), "--lang", "en"]
    quiet = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with (
        (tmp_path / "log").open("w", encoding="utf-8") as log,
        subprocess.Popen(command, cwd=tmp_path, env=quiet, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        assert process.stdout is not None
        first = process.stdout.readline()
        address = next(line.strip().removeprefix("URL: ") for line in process.stdout if "URL: " in line)
        healthy = _status(address, "/chibo/health")
        process.send_signal(signal.SIGTERM)
        process.stdout.read()

    assert f"http://127.0.0.1:{port}" in first
    assert address == f"http://127.0.0.1:{port}"
    assert healthy == 200
    said = (tmp_path / "log").read_text("utf-8").splitlines()
    assert said
    assert all(line.startswith("{") for line in said)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def _status(address: str, path: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=90)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()
