"""A task in the reader's words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard.i18n import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.i18n import Translator


def task_text(t: Translator, kind: str, subject: str, values: Mapping[str, object]) -> str:
    """Return what is to be done; ``subject`` is what the task is about, ``values`` fill the sentence."""
    shown = {name: _shown(t, name, value) for name, value in values.items()}
    return t(f"tasks.text.{kind}", subject=subject, **shown)


def _shown(t: Translator, name: str, value: object) -> str:
    if name == "month" and isinstance(value, date):
        return t.month(value)
    if name == "field":
        return t(f"fields.{value}.label")
    return t.count(value) if isinstance(value, int) else UNKNOWN if value is None else str(value)


def left_text(t: Translator, days_left: int | None) -> str:
    """Return how many days are left, or by how many it is late; nothing for what has no day."""
    if days_left is None:
        return ""
    if days_left < 0:
        return t("tasks.late", days=t.count(-days_left))
    return t("tasks.left", days=t.count(days_left)) if days_left else t("tasks.today")
