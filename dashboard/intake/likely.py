"""Which known schools a name that nobody knows may mean: suggestions for a question, never an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.intake.names import Entry, Written
    from dashboard.intake.tables import KnownSchool

ALIKE = 80
"""From this similarity of the folded names on, 0 to 100, a school is named as likely."""
MOST_CHOICES = 3
_EXAMINED = 20
_PENALTY = 5


@dataclass(frozen=True)
class Likely:
    """A school that may be meant, and how like its name is, 0 to 100."""

    school: KnownSchool
    score: int


def likely_schools(
    written: Written, by_name: Mapping[str, Sequence[Entry]], names: Sequence[str]
) -> tuple[Likely, ...]:
    """Return the schools with the most similar names, the best first.

    ``by_name`` are the known schools by the bare words of their names, ``names`` those words. Another level or
    another commune makes a school a little less likely.
    """
    if not written.name.bare:
        return ()
    found = process.extract(written.name.bare, names, scorer=fuzz.ratio, limit=_EXAMINED, score_cutoff=ALIKE)
    best: dict[int, Likely] = {}
    for name, score, _ in found:
        for entry in by_name[name]:
            likely = Likely(entry.school, round(score) - _penalty(written, entry.written))
            best[entry.school.id] = max(likely, best.get(entry.school.id, likely), key=lambda one: one.score)
    ranked = sorted(best.values(), key=lambda likely: (-likely.score, likely.school.name, likely.school.id))
    return tuple(ranked[:MOST_CHOICES])


def _penalty(written: Written, known: Written) -> int:
    elsewhere = bool(written.place and known.place and written.place != known.place)
    return _PENALTY * ((written.levels != known.levels) + elsewhere)


def resembles(written: Written, known: Written) -> bool:
    """Tell whether one name is the other with a slip of the pen; another level, letter or number is another school."""
    if written.contradicts(known) or written.marks != known.marks:
        return False
    return fuzz.ratio(written.name.bare, known.name.bare) >= ALIKE
