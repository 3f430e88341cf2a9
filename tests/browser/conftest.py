"""A server and a browser for the tests that look at pages."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING, Protocol

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.districts import make_district
from tests.browser.serving import REAL_APP, ZOO_APP, Server, serving
from tests.browser.watching import Watched

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

_CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_running: list[Server] = []

# A busy machine is no failure; nothing waits longer than it has to.
expect.set_options(timeout=60_000)


class Serve(Protocol):
    """Start another server; it runs until the test session ends."""

    def __call__(self, data: Path, app: Path = REAL_APP) -> Server:
        """Serve ``app`` with the data directory ``data``."""


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start servers by call."""
    with ExitStack() as stack:

        def start(data: Path, app: Path = REAL_APP) -> Server:
            log = tmp_path_factory.mktemp("log") / "server.log"
            server = stack.enter_context(serving(app, data, log))
            _running.append(server)
            return server

        yield start
    _running.clear()


@pytest.fixture(scope="session")
def server(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The real app on an empty data directory."""
    return serve(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def zoo(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The app that shows every widget whose words the shell translates."""
    return serve(tmp_path_factory.mktemp("zoo"), ZOO_APP)


@pytest.fixture(scope="session")
def district(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Server]:
    """The real app on a district in one of the states; one server a state."""

    @cache
    def of(state: str) -> Server:
        data = tmp_path_factory.mktemp(state)
        make_district(state, data)
        return serve(data)

    return of


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium with an English interface, which must not matter to a Vietnamese page."""
    path = os.environ.get("CHIBO_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(_CHROMIUM_ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page that remembers nothing."""
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def watched(page: Page) -> Watched:
    """A new page under observation."""
    return Watched(page)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the servers' logs with a test that failed."""
    report = yield
    if report.failed:
        report.sections.extend((f"log of {server.address}", server.said()[-5000:]) for server in _running)
    return report
