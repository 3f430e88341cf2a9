"""Streamlit's own scripts and styles, compressed once.

Streamlit serves them plain, on purpose, for installations behind a proxy that compresses. Here there is none: a
page with one chart would be 9.7 MB instead of 3.1. Their names hold a hash of their content, so what was
compressed stays right; it is kept in memory, the least used going first when the budget is full.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders

from dashboard.ui.shell.inner import Answer, whole_answer
from dashboard.ui.shell.packed import Packed, accepts_gzip, pack

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_COMPRESSIBLE = frozenset({".js", ".css", ".svg", ".json", ".txt", ".map"})


class CompressStatic:
    """Serve ``/static/`` with gzip from memory; ``budget`` is the most that is kept, in bytes."""

    def __init__(self, app: ASGIApp, budget: int = 24_000_000) -> None:
        self._app = app
        self._budget = budget
        self._kept: OrderedDict[str, Packed] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a compressible file from memory, pass ranges and plain clients on, leave the rest alone."""
        if not _is_compressible(scope):
            await self._app(scope, receive, send)
        elif accepts_gzip(headers := Headers(scope=scope)) and "range" not in headers:
            found = await self._find(scope)
            response = found.respond(headers) if isinstance(found, Packed) else found.respond()
            await response(scope, receive, send)
        else:
            await self._app(scope, receive, _varying(send))

    async def _find(self, scope: Scope) -> Packed | Answer:
        path = scope["path"]
        if path in self._kept:
            self._kept.move_to_end(path)
            return self._kept[path]
        answer = await whole_answer(self._app, scope)
        # The name of a page that does not exist is answered with the page shell.
        if answer.status != 200 or "immutable" not in answer.headers.get("cache-control", ""):
            return answer
        return self._keep(path, await run_in_threadpool(_packed, answer))

    def _keep(self, path: str, packed: Packed) -> Packed:
        self._kept[path] = packed
        while sum(len(one.gzipped) for one in self._kept.values()) > self._budget:
            self._kept.popitem(last=False)
        return packed


def _is_compressible(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] in {"GET", "HEAD"}
        and scope["path"].startswith("/static/")
        and PurePosixPath(scope["path"]).suffix in _COMPRESSIBLE
    )


def _packed(answer: Answer) -> Packed:
    headers = answer.headers
    whole = pack(bytes(answer.body), headers["content-type"], headers["cache-control"])
    return replace(whole, plain=b"")


def _varying(send: Send) -> Send:
    async def send_varying(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return send_varying
