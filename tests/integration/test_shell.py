"""The shell around Streamlit over HTTP: what a browser gets, what is refused, and what is logged."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from starlette.datastructures import Headers

from dashboard.i18n import catalogue
from dashboard.settings import site
from dashboard.ui.shell import on_shutdown
from dashboard.ui.shell.access_log import shown_path
from dashboard.ui.shell.document import rewrite
from dashboard.ui.shell.headers import script_hashes
from dashboard.ui.shell.packed import accepts_gzip
from dashboard.ui.shell.stack import lifespan
from dashboard.ui.site import FRAME
from tests.browser.serving import ROOT, ZOO_APP, Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anyio.from_thread import BlockingPortal


BUNDLE = Path(st.__file__).parent / "static"
SCRIPT = "/" + next((BUNDLE / "static" / "js").glob("index.*.js")).relative_to(BUNDLE).as_posix()
SCRIPT_BYTES = (BUNDLE / SCRIPT.lstrip("/")).read_bytes()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("shell")
    with serving(ZOO_APP, folder, folder / "server.log") as running:
        yield running


def test_scripts_arrive_compressed_and_whole(server: Server) -> None:
    first, again = (server.ask(SCRIPT, accept_encoding="gzip, br") for _ in range(2))
    assert first.headers["content-encoding"] == "gzip"
    assert len(first.body) < len(SCRIPT_BYTES) / 2
    assert gzip.decompress(first.body) == SCRIPT_BYTES == gzip.decompress(again.body)
    assert (first.headers["vary"], first.headers["cache-control"]) == (
        "Accept-Encoding",
        "public, immutable, max-age=31536000",
    )


def test_a_client_without_gzip_gets_the_plain_file_and_caches_are_told(server: Server) -> None:
    plain = server.ask(SCRIPT, accept_encoding="gzip;q=0")
    assert plain.body == SCRIPT_BYTES
    assert plain.headers["content-encoding"] is None
    assert plain.headers["vary"] == "Accept-Encoding"


def test_a_part_of_a_file_is_a_part_of_the_plain_file(server: Server) -> None:
    part = server.ask(SCRIPT, accept_encoding="gzip", range="bytes=10-19")
    assert (part.status, part.body, part.headers["content-encoding"]) == (206, SCRIPT_BYTES[10:20], None)


@pytest.mark.parametrize("path", [SCRIPT, "/", "/data?lang=en", "/chibo/chrome.js", "/chibo/icon.png"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_the_browser_has_is_not_sent_again(server: Server, path: str, encoding: str) -> None:
    first = server.ask(path, accept_encoding=encoding)
    again = server.ask(path, accept_encoding=encoding, if_none_match=f'"other", W/{first.headers["etag"]}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", [SCRIPT, "/", "/data"])
def test_a_head_request_gets_the_headers_of_the_whole(server: Server, path: str) -> None:
    whole, head = (server.ask(path, method, accept_encoding="gzip") for method in ("GET", "HEAD"))
    assert head.body == b""
    assert head.headers["content-length"] == whole.headers["content-length"] == str(len(whole.body))


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "vi"), ("/?lang=en", "en"), ("/data", "vi"), ("/data?lang=en&x=1", "en"), ("/?lang=fr", "vi")],
)
def test_every_page_address_gives_the_shell_in_its_language_compressed(
    server: Server, path: str, language: str
) -> None:
    reply = server.ask(path, accept_encoding="gzip, deflate")
    page = gzip.decompress(reply.body).decode("utf-8")
    assert f'<html lang="{language}"' in page
    assert f"<title>{catalogue(language)['frame.title']}</title>" in page
    assert catalogue(language)["shell.noscript"] in page
    assert "agent" not in page
    assert reply.headers["cache-control"] == "no-cache"


def test_the_shell_finds_every_mark_in_this_streamlit() -> None:
    html = (BUNDLE / "index.html").read_text("utf-8")
    assert rewrite(html, "vi")[1] == []


def test_every_answer_carries_the_security_headers(server: Server) -> None:
    replies = [server.ask(path) for path in ("/", SCRIPT, "/chibo/health", "/media/none.csv", "/_stcore/host-config")]
    replies.append(server.ask("/", host="schools.example"))
    for reply in replies:
        assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
        assert "unsafe-eval" not in reply.headers["content-security-policy"]
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "no-referrer"


def test_the_policy_names_the_inline_script_as_it_is_served(server: Server) -> None:
    reply = server.ask("/")
    hashes = script_hashes(reply.body.decode("utf-8"))
    assert hashes
    assert all(one in reply.headers["content-security-policy"] for one in hashes)


def test_what_is_served_is_where_the_site_says() -> None:
    assert FRAME.is_file()
    assert (site() / "app.py").is_file()
    assert (site() / ".streamlit" / "config.toml").is_file()


def test_health_answers(server: Server) -> None:
    reply = server.ask("/chibo/health")
    assert (reply.status, json.loads(reply.body)) == (200, {"status": "ok"})


def test_our_files_may_be_kept_only_under_the_name_of_their_content(server: Server) -> None:
    page = server.ask("/").body.decode("utf-8")
    named = re.search(r'"(/chibo/chrome\.js\?v=\w+)"', page)
    assert named is not None
    assert "immutable" in server.ask(named[1]).headers["cache-control"]
    assert server.ask("/chibo/chrome.js?v=old").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "target"), [("/overview", "/"), ("/overview/?lang=en&school=A1", "/?lang=en&school=A1")]
)
def test_the_default_page_s_own_name_leads_home_with_its_query(server: Server, path: str, target: str) -> None:
    reply = server.ask(path)
    assert (reply.status, reply.headers["location"]) == (302, target)


def test_what_was_opened_last_is_closed_first(portal: BlockingPortal) -> None:
    closed: list[str] = []
    on_shutdown.extend([lambda: closed.append("first"), lambda: closed.append("last")])
    portal.call(_live_through, st.App(ZOO_APP))
    assert closed == ["last", "first"]
    assert on_shutdown == []


async def _live_through(app: st.App) -> None:
    async with lifespan(app):
        pass


def test_the_log_is_one_json_object_a_line_without_queries_or_files_of_the_page(server: Server) -> None:
    server.ask("/data?school=secret-name")
    server.ask(SCRIPT)
    lines = [json.loads(line) for line in server.said().splitlines()]
    requests = [line for line in lines if line["event"] == "request"]
    assert {"method": "GET", "path": "/data", "status": 200}.items() <= requests[-1].items()
    assert requests[-1]["ms"] >= 0
    assert "secret-name" not in server.said()
    assert not any(line["path"].startswith("/static/") for line in requests)


def test_the_log_does_not_show_what_opens_a_session_s_files() -> None:
    assert shown_path("/_stcore/upload_file/session/file") == "/_stcore/upload_file/…"
    assert shown_path("/media/9f.csv") == "/media/…"
    assert len(shown_path("/" + "a" * 1000)) == 200


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("*", True),
        ("gzip;q=0, *", False),
        ("gzip;q=x", False),
        ("br", False),
        ("", False),
    ],
)
def test_gzip_is_sent_only_to_who_takes_it(header: str, *, accepted: bool) -> None:
    assert accepts_gzip(Headers({"accept-encoding": header})) is accepted


def test_everybody_logs_json_from_the_level_on_and_without_the_values_of_variables() -> None:
    program = """
import logging, structlog, streamlit.logger
from dashboard.ui.shell import configure_logging
configure_logging("warning")
streamlit.logger.get_logger("streamlit.made_later").warning("from %s", "Streamlit")
streamlit.logger.get_logger("streamlit.made_later").info("too quiet")
logging.getLogger("uvicorn.error").error("from the server")
logging.getLogger("uvicorn.access").error("with a query")
try:
    name = "Nguyen" + " Van A"
    raise ValueError("bad")
except ValueError:
    structlog.get_logger("ours").exception("failed")
"""
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert [line["event"] for line in lines] == ["from Streamlit", "from the server", "failed"]
    assert "ValueError: bad" in lines[-1]["exception"]
    assert "Nguyen Van A" not in ended.stderr
