"""The generated pages of docs/ are what the data says now; write this kind for anything that is listed once."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from dashboard.documents.reference import pages
from dashboard.settings import SETTINGS, Settings

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", list(pages()))
def test_a_generated_page_is_fresh(name: str) -> None:
    assert pages()[name] == (DOCS / name).read_text("utf-8"), "run `make docs`"


def test_every_setting_is_listed_with_its_default() -> None:
    chosen = Settings()

    assert [field.name for field in fields(Settings)] == list(SETTINGS)
    assert {name: setting.default for name, setting in SETTINGS.items()} == {
        name: str(getattr(chosen, name)) if name == "data" else getattr(chosen, name) for name in SETTINGS
    }
