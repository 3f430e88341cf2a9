"""The addresses under ``/chibo/``: health and our few files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from starlette.routing import Route

from dashboard.ui.shell.assets import BOOT, ENLARGED, ICON, PREFIX, UPLOADER, Asset, enlarging_script, translator_script

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute


def routes(language: str = "vi") -> list[BaseRoute]:
    """Return the routes for ``st.App``; ``language`` is that of a page whose address names none."""
    assets = (BOOT, ENLARGED, UPLOADER, ICON, enlarging_script(), translator_script(language))
    return [
        Route(f"{PREFIX}health", health),
        *(Route(f"{PREFIX}{asset.name}", _serving(asset)) for asset in assets),
        # Streamlit asks for this name by itself; its own icon would be Streamlit's.
        Route("/favicon.png", _serving(ICON)),
    ]


async def health(_: Request) -> JSONResponse:
    """Tell that the server answers; touches no database."""
    return JSONResponse({"status": "ok"}, headers={"cache-control": "no-store"})


def _serving(asset: Asset) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        is_named = request.query_params.get("v") == asset.packed.digest
        return (asset.lasting if is_named else asset.packed).respond(request.headers)

    return serve
