"""Only this computer, under its own names, and only from our own pages.

Without the host check any web page could reach the server through a name that it points at 127.0.0.1 (DNS
rebinding). Streamlit checks the origin of websockets itself, but accepts every port of localhost, and asks an
outside address for the computer's public name before it refuses; so nothing foreign may get that far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocketClose

from dashboard.i18n import Translator
from dashboard.ui.shell.languages import language_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_STATUS = {"shell.host_refused": 400, "shell.origin_refused": 403}


class GuardHosts:
    """Refuse requests for another host name (400) and changes asked by another origin (403)."""

    def __init__(self, app: ASGIApp, names: frozenset[str] = LOOPBACK, language: str = "vi") -> None:
        self._app = app
        self._names = names
        self._language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, or answer it with a sentence; a websocket is closed before it opens."""
        why = self._why_refused(scope) if scope["type"] in {"http", "websocket"} else None
        answer = self._app if why is None else self._refusal(scope, why)
        await answer(scope, receive, send)

    def _why_refused(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or host_name(hosts[0]) not in self._names:
            return "shell.host_refused"
        return "shell.origin_refused" if _is_foreign(scope, headers, hosts[0]) else None

    def _refusal(self, scope: Scope, why: str) -> ASGIApp:
        if scope["type"] == "websocket":
            return WebSocketClose(code=1008)
        sentence = Translator(language_of(scope, self._language))(why)
        return PlainTextResponse(sentence, status_code=_STATUS[why])


def host_name(host: str) -> str:
    """Return the name in a ``Host`` header without its port, ``""`` when it is not one."""
    try:
        parts = urlsplit(f"//{host}")
        # Reading the port is what checks it.
        plain = parts.port is None or parts.port >= 0
    except ValueError:
        return ""
    return parts.hostname or "" if plain and "@" not in host and parts.netloc == host else ""


def _is_foreign(scope: Scope, headers: Headers, host: str) -> bool:
    origins = headers.getlist("origin")
    if not origins or (scope["type"] == "http" and scope["method"] in _SAFE_METHODS):
        return False
    return len(origins) != 1 or urlsplit(origins[0]).netloc != host
