"""The answer when a request fails through our own fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from dashboard.i18n import Translator
from dashboard.ui.shell.headers import security_headers
from dashboard.ui.shell.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    ExceptionHandlers = dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]]


def exception_handlers(language: str = "vi") -> ExceptionHandlers:
    """Return the handlers for ``st.App``; the server still logs the error with its traceback."""

    async def apologise(request: Request, _: Exception) -> Response:
        sentence = Translator(language_of(request.scope, language))("shell.failed")
        # It answers outside all middleware, so it brings the headers itself.
        return PlainTextResponse(sentence, status_code=500, headers=security_headers())

    return {Exception: apologise}
