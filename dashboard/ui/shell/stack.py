"""The middleware in its order, and what happens when the server starts and stops."""

from __future__ import annotations

import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import structlog
from starlette.middleware import Middleware
from streamlit import config

from dashboard.i18n import LANGUAGES, Translator
from dashboard.ui.shell.access_log import LogRequests
from dashboard.ui.shell.document import ServeDocument
from dashboard.ui.shell.headers import SecurityHeaders
from dashboard.ui.shell.hosts import LOOPBACK, GuardHosts
from dashboard.ui.shell.logs import adopt_loggers
from dashboard.ui.shell.mark import MarkRequests
from dashboard.ui.shell.redirects import RedirectHome
from dashboard.ui.shell.static_files import CompressStatic

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import streamlit as st

log = structlog.get_logger("server")

on_shutdown: list[Callable[[], None]] = []
"""Called once each, last added first, when the server stops: whoever opens something adds its closing here."""


def middleware(language: str = "vi") -> list[Middleware]:
    """Return the middleware for ``st.App``, outermost first.

    ``language`` is that of a request whose address names none. The headers stand outside, so that refusals carry
    them too; compression stands inside, next to the files.
    """
    return [
        Middleware(SecurityHeaders),
        Middleware(LogRequests),
        Middleware(GuardHosts, language=language),
        Middleware(MarkRequests),
        Middleware(RedirectHome),
        Middleware(ServeDocument, language=language),
        Middleware(CompressStatic),
    ]


def require_loopback() -> None:
    """End the process (status 2) with a sentence when the server would listen to other computers.

    There are no accounts yet, so whoever reaches the server sees everything.
    """
    address = config.get_option("server.address")
    if address not in LOOPBACK:
        shown = address or "0.0.0.0"  # noqa: S104 (where Streamlit listens when nothing is set)
        sentences = [Translator(language)("shell.open_address", address=shown) for language in LANGUAGES]
        sys.stderr.write("\n".join([*sentences, ""]))
        raise SystemExit(2)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Take over the server's loggers at start, and close what was opened at the end."""
    adopt_loggers()
    log.info("started")
    try:
        yield
    finally:
        while on_shutdown:
            on_shutdown.pop()()
        log.info("stopped")
