"""A mark on every request, by which the frame knows that it is served through the shell.

Streamlit reads the source of ``app.py`` to find ``st.App`` and, when it does not find it, silently runs the file
the old way: without host check, policy or log. The frame refuses to run unless the mark is there.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

HEADER = "x-chibo-shell"
_NAME = HEADER.encode("ascii")
# New in each process and never sent to a browser, so that no client can claim the mark.
_TOKEN = secrets.token_hex(16)


def is_marked(headers: Mapping[str, str]) -> bool:
    """Tell whether these request headers (such as ``st.context.headers``) passed through the shell."""
    given = next((value for name, value in headers.items() if name.lower() == HEADER), "")
    return secrets.compare_digest(given.encode(), _TOKEN.encode())


class MarkRequests:
    """Set the mark on HTTP requests and websockets, in place of any that the client sent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the marked request on."""
        if scope["type"] in {"http", "websocket"}:
            own = [(name, value) for name, value in scope["headers"] if name.lower() != _NAME]
            scope = {**scope, "headers": [*own, (_NAME, _TOKEN.encode("ascii"))]}
        await self._app(scope, receive, send)
