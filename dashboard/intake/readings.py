"""What one cell says: a value, nothing, or the rule by which it cannot be taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dashboard.domain.text import tidy

if TYPE_CHECKING:
    from dashboard.intake.tables import Value

_NOTHING = re.compile(r"[-‐‑–—−_.…]*")


class Reading(NamedTuple):
    """A value as it was understood; ``value`` is ``None`` for a blank cell and for one that breaks ``rule``.

    The sentence of a rule is ``problems.<rule>`` in the catalogues; ``values`` fills it beside the cell's own text.
    """

    value: Value = None
    rule: str | None = None
    values: Mapping[str, object] = {}

    @property
    def is_understood(self) -> bool:
        """Tell whether the cell holds a value."""
        return self.rule is None and self.value is not None


BLANK = Reading()

Parse = Callable[[str], Reading]
ParseColumn = Callable[[Sequence[str]], list[Reading]]


def plain(text: str) -> str:
    """Return the text in NFC with single spaces, without signs that cannot be seen or that turn its direction."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    seen = "".join(" " if letter.isspace() else letter for letter in text if not _invisible(letter))
    return tidy(seen)


def _invisible(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cf", "Cc", "Co", "Cs", "Cn"} and not letter.isspace()


def states_nothing(text: str) -> bool:
    """Tell whether a cell is blank or holds only dashes or dots, which say that nothing is known."""
    return _NOTHING.fullmatch(text.strip()) is not None


def each(parse: Parse) -> ParseColumn:
    """Return a parser of columns that reads each different text once."""

    def column(texts: Sequence[str]) -> list[Reading]:
        read = {text: BLANK if states_nothing(text) else parse(plain(text)) for text in dict.fromkeys(texts)}
        return [read[text] for text in texts]

    return column
