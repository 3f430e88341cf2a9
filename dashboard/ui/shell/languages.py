"""The language of one request: ``?lang=`` in its address, else the office's own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from dashboard.i18n import LANGUAGES

if TYPE_CHECKING:
    from starlette.types import Scope


def language_of(scope: Scope, default: str) -> str:
    """Return the language code that a request asks for; an unknown one counts as not asked."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[-1]
    return asked if asked in LANGUAGES else default
