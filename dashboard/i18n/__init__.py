"""What people read: the catalogues of both languages and the forms of numbers and dates.

``vi/`` is the source, ``en/`` its mirror; each file is a subject and the first part of its keys. A ``Translator``
is a value that is passed to whatever speaks, never a global.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dashboard.i18n import formats

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

LANGUAGES = ("vi", "en")
UNKNOWN = "—"


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return every sentence of a language by its dotted key, such as ``overview.title``.

    Raises ``KeyError`` for a language that is not in ``LANGUAGES``.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    folder = files(__name__) / language
    subjects = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name
    )
    return {
        key: text
        for subject in subjects
        for key, text in _flatten(subject.name.removesuffix(".toml"), tomllib.loads(subject.read_text("utf-8")))
    }


def _flatten(prefix: str, table: dict[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(f"{prefix}.{name}", value)
        else:
            yield f"{prefix}.{name}", str(value)


@dataclass(frozen=True)
class Translator:
    """The words and number forms of one language: ``t("overview.title")``, ``t.count(1844)``."""

    language: str = "vi"

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence of ``key`` with its placeholders filled; a missing key is a programming error."""
        return catalogue(self.language)[key].format(**values)

    def has(self, key: str) -> bool:
        """Tell whether the catalogue knows ``key``."""
        return key in catalogue(self.language)

    def count(self, value: int | None, *, signed: bool = False) -> str:
        """Return a whole number with its thousands marks, ``—`` for unknown."""
        return UNKNOWN if value is None else formats.count(value, self.language, signed=signed)

    def percent(self, value: Decimal | str | None, *, signed: bool = False) -> str:
        """Return a percentage with two decimals (``43,93%``), ``—`` for unknown."""
        return UNKNOWN if value is None else formats.percent(value, self.language, signed=signed)

    def day(self, value: date | None) -> str:
        """Return a day as ``31/10/2026`` in both languages, ``—`` for unknown."""
        return UNKNOWN if value is None else f"{value:%d/%m/%Y}"

    def month(self, value: date) -> str:
        """Return a month as ``10/2026``."""
        return f"{value:%m/%Y}"
