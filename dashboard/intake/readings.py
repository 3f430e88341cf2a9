"""What one cell says: a value, nothing, or the rule by which it cannot be taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dashboard.domain.text import is_turned, tidy

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
TURNED = Reading(rule="cell_turned")
"""Of a figure or a day whose signs may be shown in another order than they stand: nobody can tell which was meant."""

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


def each(parse: Parse, *, figures: bool = False) -> ParseColumn:
    """Return a parser of columns that reads each different text once.

    A text that is turned round is words at most; ``figures`` says that values which are text are figures too.
    """

    def column(texts: Sequence[str]) -> list[Reading]:
        read = {text: _read(parse, text, figures=figures) for text in dict.fromkeys(texts)}
        return [read[text] for text in texts]

    return column


def _read(parse: Parse, text: str, *, figures: bool) -> Reading:
    if states_nothing(text):
        return BLANK
    reading = parse(plain(text))
    could_be_words = isinstance(reading.value, str) and not figures
    return TURNED if reading.is_understood and not could_be_words and is_turned(text) else reading
