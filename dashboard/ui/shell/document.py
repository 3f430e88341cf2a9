"""The HTML that opens every page, in the right language and without what we do not use.

Streamlit serves one fixed ``index.html``: English, named "Streamlit", with a pointer to an interface for programs
that is switched off. Assistive programs read a Vietnamese page with English sounds when ``lang`` is wrong, and a
script cannot be put into the page later, since the content policy forbids inline scripts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

import structlog
from starlette.datastructures import Headers

from dashboard.i18n import Translator
from dashboard.ui.shell.assets import BOOT, ENLARGED, UPLOADER, address, enlarging_script, translator_script
from dashboard.ui.shell.inner import whole_answer
from dashboard.ui.shell.languages import language_of
from dashboard.ui.shell.packed import REVALIDATE, Packed, pack

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

log = structlog.get_logger()

# What Streamlit and we serve that is never the page shell.
_OTHER = ("/static/", "/media/", "/component/", "/_stcore/", "/app/static/", "/chibo/", "/favicon.png")


class ServeDocument:
    """Answer every page address with the page shell in the language of ``?lang=``."""

    def __init__(self, app: ASGIApp, language: str = "vi") -> None:
        self._app = app
        self._language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite HTML answers to GET and HEAD; hand everything else on."""
        if not _may_be_document(scope):
            await self._app(scope, receive, send)
            return
        answer = await whole_answer(self._app, scope)
        if answer.status == 200 and answer.headers.get("content-type", "").startswith("text/html"):
            page = _packed(bytes(answer.body), language_of(scope, self._language), self._language)
            await page.respond(Headers(scope=scope))(scope, receive, send)
        else:
            await answer.respond()(scope, receive, send)


def rewrite(html: str, language: str, default: str = "vi") -> tuple[str, list[str]]:
    """Return Streamlit's page shell as ours, and the marks that were not found in it.

    A mark that is missing (another version of Streamlit) leaves its part as it was: the page works, in English.
    """
    missing = []
    for mark, replacement in _edits(Translator(language), default):
        html, found = re.subn(mark, replacement.replace("\\", "\\\\"), html, flags=re.DOTALL)
        if not found:
            missing.append(mark)
    return html, missing


def _edits(t: Translator, default: str) -> list[tuple[str, str]]:
    # boot.js must have run before Streamlit's module; the others may wait for the document.
    head = (
        f"<title>{escape(t('frame.title'))}</title>"
        f'<script src="{address(BOOT)}"></script>'
        f'<script defer src="{address(translator_script(default))}"></script>'
        f'<script defer src="{address(enlarging_script())}"></script>'
        f'<link rel="stylesheet" href="{address(ENLARGED)}">'
        f'<link rel="stylesheet" href="{address(UPLOADER)}">'
    )
    return [
        (r"<!--.*?-->", ""),
        (r'<html lang="[^"]*"', f'<html lang="{t.language}"'),
        (r"<title>.*?</title>", head),
        (r'<link rel="shortcut icon"[^>]*>', '<link rel="shortcut icon" type="image/png" href="/favicon.png">'),
        (r'<link rel="service-desc"[^>]*>', ""),
        (r"<noscript>.*?</noscript>", f"<noscript><p>{escape(t('shell.noscript'))}</p></noscript>"),
        # Absolute, so that an address with more than one part finds them too.
        (r'(?<=(?:src|ref)=")\./', "/"),
    ]


@lru_cache(maxsize=8)
def _packed(html: bytes, language: str, default: str) -> Packed:
    text, missing = rewrite(html.decode("utf-8"), language, default)
    if missing:
        log.warning("page_shell_marks_missing", marks=missing)
    return pack(text.encode("utf-8"), "text/html; charset=utf-8", REVALIDATE)


def _may_be_document(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and not scope["path"].startswith(_OTHER)
