"""Visits in a browser with a cache of its own, and what came over the wire."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

_CHROMIUM_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_PATIENCE = 120_000
_DRAWN = "[data-testid=stApp][data-test-script-state=notRunning] .js-plotly-plot .main-svg"
_RUN = "[data-testid=stApp][data-test-script-state=notRunning]"


@dataclass
class Traffic:
    """Bytes that a page received: over HTTP with their headers, and over the websocket."""

    http: dict[str, int] = field(default_factory=dict)
    socket: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.http.values()) + self.socket

    def watch(self, page: Page) -> None:
        """Count what the page receives from now on."""
        session = page.context.new_cdp_session(page)
        session.on("Network.loadingFinished", self._note_answer)
        session.on("Network.webSocketFrameReceived", self._note_frame)
        session.send("Network.enable")

    def _note_answer(self, event: dict[str, Any]) -> None:
        self.http[event["requestId"]] = int(event["encodedDataLength"])

    def _note_frame(self, event: dict[str, Any]) -> None:
        # frames of bytes are told in base64
        self.socket += len(event["response"]["payloadData"]) * 3 // 4


@contextmanager
def new_browser(profile: Path) -> Iterator[BrowserContext]:
    """Open a browser that has never been anywhere and remembers what it loads."""
    path = os.environ.get("CHIBO_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=path, args=list(_CHROMIUM_ARGUMENTS), viewport={"width": 1280, "height": 900}
        )
        yield context
        context.close()


def visit(context: BrowserContext, address: str, *, has_chart: bool) -> Traffic:
    """Open an address in a new page and return what came, once everything is drawn."""
    page, traffic = context.new_page(), Traffic()
    traffic.watch(page)
    page.goto(address)
    page.locator(_DRAWN if has_chart else _RUN).first.wait_for(timeout=_PATIENCE)
    page.wait_for_load_state("networkidle", timeout=_PATIENCE)
    page.close()
    return traffic
