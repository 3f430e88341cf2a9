"""Asking the application behind a middleware for its whole, plain answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import anyio
from starlette.datastructures import Headers
from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope

# What would make the answer something else than the whole resource in its plain form.
_NARROWING = frozenset(
    {
        b"accept-encoding",
        b"range",
        b"if-range",
        b"if-none-match",
        b"if-match",
        b"if-modified-since",
        b"if-unmodified-since",
    }
)


@dataclass
class Answer:
    """A complete response that has not been sent."""

    status: int = 500
    is_complete: bool = False
    raw_headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytearray = field(default_factory=bytearray)

    @property
    def headers(self) -> Headers:
        """The response headers by name."""
        return Headers(raw=self.raw_headers)

    def respond(self) -> Response:
        """Return it as a response, unchanged."""
        response = Response(bytes(self.body), self.status)
        response.raw_headers = self.raw_headers
        return response

    async def take(self, message: Message) -> None:
        """Collect one message of the application (its ``send``)."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.raw_headers = list(message["headers"])
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            self.is_complete = not message.get("more_body", False)


async def whole_answer(app: ASGIApp, scope: Scope) -> Answer:
    """Return the application's full, uncompressed answer to a GET of this address, whatever part was asked.

    It is for keeping, so it does not end early when the browser that asked goes away.
    """
    headers = [(name, value) for name, value in scope["headers"] if name.lower() not in _NARROWING]
    answer = Answer()
    await app({**scope, "method": "GET", "headers": headers, "extensions": {}}, _patient_client(), answer.take)
    if not answer.is_complete:
        raise RuntimeError(f"the answer to {scope['path']} broke off")
    return answer


def _patient_client() -> Receive:
    asked = False

    async def receive() -> Message:
        nonlocal asked
        if asked:
            await anyio.sleep_forever()
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return receive
