"""What the shell keeps of Streamlit's scripts: bounded, and always whole."""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, PlainTextResponse

from dashboard.ui.shell.inner import Answer
from dashboard.ui.shell.static_files import CompressStatic

if TYPE_CHECKING:
    from pathlib import Path

    from anyio.from_thread import BlockingPortal
    from starlette.types import Message, Receive, Scope, Send

SCRIPT = b"export const answer = 42\n" * 20_000


def test_what_was_used_least_is_forgotten_when_the_memory_for_scripts_is_full(portal: BlockingPortal) -> None:
    asked: list[str] = []

    async def files(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["path"])
        body = b"".join(hashlib.sha256(f"{scope['path']}{n}".encode()).digest() for n in range(100))
        headers = {"cache-control": "immutable", "content-type": "text/javascript"}
        await PlainTextResponse(body, headers=headers)(scope, receive, send)

    shell = CompressStatic(files, budget=8000)
    for name in ("a", "b", "a", "c", "a", "b"):
        scope = {
            "type": "http",
            "method": "GET",
            "path": f"/static/{name}.js",
            "headers": [(b"accept-encoding", b"gzip")],
        }
        portal.call(shell, scope, _nothing, Answer().take)
    assert asked == ["/static/a.js", "/static/b.js", "/static/c.js", "/static/b.js"]


def test_a_browser_that_goes_away_leaves_no_half_script_behind(tmp_path: Path, portal: BlockingPortal) -> None:
    script = tmp_path / "a.js"
    script.write_bytes(SCRIPT)
    file = FileResponse(script, headers={"cache-control": "immutable"})
    shell = CompressStatic(file)
    headers = [(b"accept-encoding", b"gzip")]
    # What the server says of itself decides whether Starlette watches for the browser to go away.
    asgi = {"version": "3.0", "spec_version": "2.3"}
    scope = {"type": "http", "asgi": asgi, "method": "GET", "path": "/static/a.js", "headers": headers}
    answers = [Answer(), Answer()]
    for receive, answer in zip((_gone, _nothing), answers, strict=True):
        portal.call(shell, scope, receive, answer.take)
    assert gzip.decompress(answers[1].body) == SCRIPT


async def _gone() -> Message:
    return {"type": "http.disconnect"}


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}
