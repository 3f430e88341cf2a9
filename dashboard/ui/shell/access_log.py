"""One line a request, for whoever has to find out later what happened."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger("access")

# Files of the page: they say nothing about what was done.
_QUIET = ("/static/", "/chibo/", "/favicon", "/manifest")
# What follows these names one session or one download, and who reads a log must not be able to use it.
_SECRET = ("/_stcore/upload_file/", "/media/")
_LONGEST = 200


class LogRequests:
    """Log method, path, status and duration; the query is left out because it may hold names."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on and log it when it has been answered, even if that failed."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        status = int(HTTPStatus.INTERNAL_SERVER_ERROR)

        async def send_noting(message: Message) -> None:
            nonlocal status
            status = _status(message, status)
            await send(message)

        start = time.perf_counter()
        try:
            await self._app(scope, receive, send_noting)
        finally:
            _write(scope, status, time.perf_counter() - start)


def _status(message: Message, known: int) -> int:
    if message["type"] == "http.response.start":
        return int(message["status"])
    if message["type"] == "websocket.accept":
        return int(HTTPStatus.SWITCHING_PROTOCOLS)
    refused = message["type"] == "websocket.close" and known != HTTPStatus.SWITCHING_PROTOCOLS
    return int(HTTPStatus.FORBIDDEN) if refused else known


def _write(scope: Scope, status: int, seconds: float) -> None:
    path = shown_path(scope["path"])
    if path.startswith(_QUIET) and status < HTTPStatus.BAD_REQUEST:
        return
    method = scope.get("method", "WEBSOCKET")
    log.info("request", method=method, path=path, status=status, ms=round(seconds * 1000, 1))


def shown_path(path: str) -> str:
    """Return a path as it may stand in a log."""
    secret = next((prefix for prefix in _SECRET if path.startswith(prefix)), None)
    return (path if secret is None else f"{secret}…")[:_LONGEST]
