"""A page under observation: what it asks of others, and what the browser complains about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Error, Page, Request

_INSIDE = {"127.0.0.1", "localhost"}
_LOCAL_SCHEMES = {"data", "blob"}


@dataclass
class Watched:
    """A page with the addresses outside this computer that it asked for, and its errors, policy breaches included."""

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._note_request)
        self.page.on("websocket", lambda socket: self._note_address(socket.url))
        self.page.on("console", self._note_message)
        self.page.on("pageerror", self._note_error)

    def assert_calm(self) -> None:
        """Fail when the page asked for anything outside or the browser reported an error."""
        assert (self.outside, self.errors) == ([], [])

    def _note_request(self, request: Request) -> None:
        self._note_address(request.url)

    def _note_address(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in _LOCAL_SCHEMES and parts.hostname not in _INSIDE:
            self.outside.append(address)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url')})")

    def _note_error(self, error: Error) -> None:
        self.errors.append(str(error))
