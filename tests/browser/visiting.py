"""Opening a page and waiting until it stands still, which is when it can be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

# A click starts a run a moment later, so the page must have stood still for some looks in a row.
_DRAWN = """() => {
  const app = document.querySelector("[data-testid=stApp]")
  const charts = [...document.querySelectorAll("[data-testid=stPlotlyChart]")]
  const still = app?.dataset.testScriptState === "notRunning" && !document.querySelector("[data-stale=true]")
    && !document.querySelector("[data-testid=stSkeleton]")
    && charts.every((chart) => chart.querySelector(".main-svg"))
  window.looks = still ? (window.looks ?? 0) + 1 : 0
  return window.looks > 5
}"""
_TOO_WIDE = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .filter((element) => element.scrollWidth > element.clientWidth)
  .map((element) => `${element.tagName}: ${element.scrollWidth} > ${element.clientWidth}`)"""


def visit(page: Page, address: str) -> None:
    """Open an address and wait until its page is drawn."""
    page.goto(address)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page is drawn and nothing runs any more."""
    # by its tag: an open list or dialog hides the headings behind it from those who cannot see
    expect(page.locator("h1")).to_be_visible()
    page.evaluate("() => { window.looks = 0 }")
    page.wait_for_function(_DRAWN, polling=100)


def assert_fits(page: Page) -> None:
    """Fail when the page would have to be moved sideways to be read."""
    assert page.evaluate(_TOO_WIDE) == []


def assert_sound(page: Page) -> None:
    """Fail when the page shows that something went wrong."""
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    expect(page.locator("[data-testid=stAlertContentError]")).to_have_count(0)
