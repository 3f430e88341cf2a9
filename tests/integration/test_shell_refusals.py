"""Who the shell answers: this computer, its own pages, and nobody who claims what only the shell may say."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.routing import Route
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard.i18n import LANGUAGES, catalogue
from dashboard.ui.shell import exception_handlers, is_marked, middleware
from dashboard.ui.shell.hosts import LOOPBACK, host_name
from dashboard.ui.shell.inner import Answer
from dashboard.ui.shell.mark import HEADER, MarkRequests
from tests.browser.serving import ROOT, ZOO_APP, Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from anyio.from_thread import BlockingPortal
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Message, Receive, Scope, Send


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("refusals")
    with serving(ZOO_APP, folder, folder / "server.log") as running:
        yield running


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:9", "localhost:8501", "LOCALHOST", "[::1]", "[::1]:8501"])
def test_this_computer_s_names_are_answered(server: Server, host: str) -> None:
    assert server.ask("/chibo/health", host=host).status == 200


@pytest.mark.parametrize(
    "host", ["schools.example", "127.0.0.1.example", "192.168.1.5:8501", "127.0.0.1:x", "a@localhost", "[::1", ""]
)
def test_other_names_get_a_sentence(server: Server, host: str) -> None:
    reply = server.ask("/?lang=en", host=host)
    assert reply.status == 400
    assert reply.body.decode("utf-8") == catalogue("en")["shell.host_refused"]
    assert host_name(host) not in LOOPBACK


@pytest.mark.parametrize("origin", ["http://schools.example", "http://127.0.0.1:1", "null"])
def test_a_page_of_another_origin_can_neither_connect_nor_change_anything(server: Server, origin: str) -> None:
    assert server.ask("/_stcore/upload_file/a/b", "PUT", origin=origin).status == 403
    with pytest.raises(InvalidStatus, match="403"):
        connect(server.address.replace("http", "ws") + "/_stcore/stream", additional_headers={"Origin": origin})


def test_our_own_page_can_connect(server: Server) -> None:
    address = server.address.replace("http", "ws") + "/_stcore/stream"
    with connect(address, additional_headers={"Origin": server.address}) as socket:
        assert socket.response is not None
        assert socket.response.status_code == 101


def test_the_mark_is_set_anew_whatever_the_client_sends(portal: BlockingPortal) -> None:
    seen: list[Headers] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(Headers(scope=scope))

    async def receive() -> Message:
        return {}

    async def send(_: Message) -> None:
        pass

    forged = {"type": "websocket", "headers": [(HEADER.upper().encode(), b"forged"), (b"host", b"localhost")]}
    portal.call(MarkRequests(app), forged, receive, send)
    assert is_marked(seen[0])
    assert len(seen[0].getlist(HEADER)) == 1
    assert not is_marked(Headers(scope=forged))
    assert not is_marked({})


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])  # noqa: S104 (must be refused)
def test_it_does_not_start_for_other_computers(tmp_path: Path, address: str) -> None:
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(ZOO_APP),
        "--server.port",
        "0",
        "--server.address",
        address,
    ]
    environment = {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90, check=False)
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        catalogue(one)["shell.open_address"].format(address=address) for one in LANGUAGES
    ]


def test_our_own_fault_gets_a_sentence_with_the_headers_and_stays_loud(portal: BlockingPortal) -> None:
    async def fail(_: Request) -> Response:
        raise ZeroDivisionError

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    app = Starlette(
        routes=[Route("/chibo/fail", fail)], middleware=middleware(), exception_handlers=exception_handlers()
    )
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/chibo/fail",
        "query_string": b"lang=en",
        "headers": [(b"host", b"localhost")],
    }
    answer = Answer()
    with pytest.raises(ZeroDivisionError):
        portal.call(app, scope, receive, answer.take)
    assert answer.status == 500
    assert answer.body.decode("utf-8") == catalogue("en")["shell.failed"]
    assert "content-security-policy" in answer.headers
