"""The default page answers only at ``/``, so its own name leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class RedirectHome:
    """Send ``/overview`` to ``/`` (302), with its query: a link that names the page keeps its filters."""

    def __init__(self, app: ASGIApp, page: str = "/overview") -> None:
        self._app = app
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirect the page's own address and hand everything else on."""
        if scope["type"] == "http" and scope["path"].rstrip("/") == self._page:
            query = scope["query_string"].decode("latin-1")
            response = RedirectResponse(f"/?{query}" if query else "/", status_code=302)
            await response(scope, receive, send)
        else:
            await self._app(scope, receive, send)
