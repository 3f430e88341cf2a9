"""The pictures of the documents: taken from the invented district by `make docs`, each one shown somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import expect

from tests.browser.serving import ROOT
from tests.browser.visiting import settle, visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from tests.browser.serving import Server

FOLDER = ROOT / "docs" / "screenshots"
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


class Shot(NamedTuple):
    """One picture: its name, the address it is taken at, the section to open first, and the size of the window."""

    name: str
    address: str
    section: str = ""
    width: int = 1280
    height: int = 1000


SHOTS = (
    Shot("overview-vi", "/?demo=1", height=1500),
    Shot("overview-en", "/?demo=1&lang=en", height=1500),
    Shot("phone-vi", "/?demo=1", width=390, height=1100),
    Shot("members-vi", "/members?demo=1", section="10 trường thấp nhất"),
    Shot("school-vi", "/members?demo=1&school=THCS03"),
    Shot("tasks-vi", "/tasks?demo=1"),
    Shot("pipeline-vi", "/pipeline?demo=1", height=1700),
    Shot("person-vi", "/person?demo=1&person=67"),
    Shot("upload-vi", "/upload?demo=1"),
    Shot("calendar-vi", "/upload?demo=1", section="Ai đã báo cáo", height=1700),
    Shot("definitions-vi", "/definitions?demo=1"),
)


@pytest.mark.browser
@pytest.mark.screenshots
@pytest.mark.parametrize("shot", SHOTS, ids=[shot.name for shot in SHOTS])
def test_take_the_picture(district: Callable[[str], Server], browser: Browser, shot: Shot) -> None:
    context = browser.new_context(locale="vi-VN", viewport={"width": shot.width, "height": shot.height})
    page = context.new_page()
    visit(page, district("demo").address + shot.address)
    if shot.section:
        page.get_by_role("radio", name=shot.section).click()
        settle(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate("() => document.fonts.ready")
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / f"{shot.name}.png", animations="disabled")
    context.close()


def test_every_picture_is_shown_and_every_shown_picture_is_there() -> None:
    shown = {name for path in DOCUMENTS for name in re.findall(r"screenshots/([\w-]+)\.png", path.read_text("utf-8"))}
    there = {path.stem for path in FOLDER.glob("*.png")}
    assert shown == there
    assert there in (set(), {shot.name for shot in SHOTS})
