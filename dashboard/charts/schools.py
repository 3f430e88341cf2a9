"""Which schools lie below the overall ratio, and which of them surely so, given how few people they have."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

from dashboard.charts import rows, theme
from dashboard.charts.labels import fraction, hover, records, short_names
from dashboard.domain.ratios import Standing, compare, percent_of, standing, wilson_interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.i18n import Translator

MOST_BARS = 10
_ALL = "schools_surely_below"
LOWEST, RANKED = "charts.names.lowest", "charts.names.ranked"
"""The keys of what the two charts are called."""
MARKS = {
    Standing.BELOW: ("charts.standing.below", "diamond", theme.ATTENTION),
    Standing.WITHIN: ("charts.standing.within", "circle", theme.GREY),
    Standing.ABOVE: ("charts.standing.above", "square", theme.NEUTRAL),
}
"""The words, the symbol and the colour of each standing; the symbol tells it without the colour."""


@dataclass(frozen=True)
class School:
    """A school with its share of members, both parts unknown (``None``) together or not."""

    school_id: int
    code: str | None
    name: str
    commune: str | None
    part: int | None
    whole: int | None
    carried: bool
    report_month: date | None

    @property
    def known(self) -> bool:
        """Whether there is a share at all: both parts known and somebody in the school."""
        return self.part is not None and bool(self.whole)

    @property
    def percent(self) -> float:
        """The share in percent, zero when unknown; as a float it still orders exactly, for counts are small."""
        return (self.part or 0) * 100 / (self.whole or 1)

    @property
    def key(self) -> list[Any]:
        """What a click hands over: the id, then the code."""
        return [self.school_id, self.code]

    def standing(self, part: int, whole: int) -> Standing:
        """Tell how the share stands to the overall ``part/whole``."""
        return standing(self.part or 0, self.whole or 0, part / whole)


def read(frame: pd.DataFrame) -> list[School]:
    """Return the schools of a frame, the lowest share first and those without one last.

    Columns: school_id, code, name, commune, staff_total, members_total, carried, report_month.
    """
    found = [
        School(
            row["school_id"],
            row["code"],
            row["name"],
            row["commune"],
            row["members_total"],
            row["staff_total"],
            bool(row["carried"]),
            row["report_month"],
        )
        for row in records(frame)
    ]
    return sorted(found, key=lambda school: (not school.known, school.percent, -(school.whole or 0), school.name))


def below(schools: Iterable[School], part: int, whole: int) -> list[School]:
    """Return the schools whose share is under the overall one, by whole numbers."""
    return [s for s in schools if s.known and compare(s.part or 0, s.whole or 0, part, whole) < 0]


def surely_below(schools: Iterable[School], part: int, whole: int) -> list[School]:
    """Return the schools that are under the overall share by more than their size explains."""
    return [s for s in schools if s.known and s.standing(part, whole) is Standing.BELOW]


def hover_text(school: School, t: Translator, ratio: str = "charts.schools.ratio") -> str:
    """Return what the hover box says about a school; ``ratio`` is the key of what its share is."""
    lines = [escape(school.commune, quote=False)] if school.commune else []
    lines.append(t(ratio, ratio=fraction(t, school.part, school.whole)))
    if school.known:
        low, high = (t.percent(Decimal(f"{end:.2f}")) for end in wilson_interval(school.part or 0, school.whole or 0))
        lines.append(t("charts.schools.interval", low=low, high=high))
    if school.carried and school.report_month:
        lines.append(t("charts.schools.carried", month=t.month(school.report_month)))
    return hover(school.name, *lines)


def lowest_schools(frame: pd.DataFrame, t: Translator, numerator: int | None, denominator: int | None) -> go.Figure:
    """Return bars of the schools surely below the overall ``numerator/denominator``, at most ten, lowest first."""
    if numerator is None or not denominator or _says_nothing(frame):
        return theme.nothing(t, LOWEST)
    found = surely_below(read(frame), numerator, denominator)[:MOST_BARS]
    if not found:
        return theme.message(t("charts.schools.none_surely"), t)
    overall = t("charts.common.overall", percent=t.percent(percent_of(numerator, denominator)))
    mark = rows.Mark(numerator * 100 / denominator, overall)
    bars = [_bar(school, name, t) for school, name in zip(found, shown_names(found), strict=True)]
    return rows.bars(bars, t, mark, carried_key(found, t))


def _bar(school: School, name: str, t: Translator) -> rows.Bar:
    return rows.Bar(
        name,
        fraction(t, school.part, school.whole),
        school.percent,
        hover_text(school, t),
        school.key,
        theme.ATTENTION,
    )


def shown_names(schools: Sequence[School]) -> list[str]:
    """Return a short name each, set apart by commune or code, with a star when carried from an earlier report."""
    names = short_names([school.name for school in schools], [(school.commune, school.code) for school in schools])
    return [
        f"{escape(name, quote=False)}{' *' if school.carried else ''}"
        for name, school in zip(names, schools, strict=True)
    ]


def carried_key(schools: Iterable[School], t: Translator) -> list[dict[str, Any]]:
    """Return the entry that explains the star, when a school has one."""
    return [theme.star(t("charts.schools.star"))] if any(school.carried for school in schools) else []


def _says_nothing(frame: pd.DataFrame) -> bool:
    """Tell a frame of no school at all from one of only the schools surely below, when there are none of these."""
    return frame.empty and _ALL not in frame


def lowest_schools_sentence(frame: pd.DataFrame, t: Translator, numerator: int | None, denominator: int | None) -> str:
    """Return how many schools are surely below the overall ratio.

    A frame that holds only the lowest of them says in ``schools_surely_below`` how many there are.
    """
    if numerator is None or not denominator or _says_nothing(frame):
        return theme.empty(t, LOWEST)
    count = max([*frame.get(_ALL, ()), len(surely_below(read(frame), numerator, denominator))])
    overall = t.percent(percent_of(numerator, denominator))
    if not count:
        return t("charts.schools.sentence_none_surely", overall=overall)
    key = "charts.schools.sentence_lowest" if count <= MOST_BARS else "charts.schools.sentence_lowest_of_many"
    return t(key, count=t.count(count), overall=overall, shown=MOST_BARS)


def ranked_schools_sentence(frame: pd.DataFrame, t: Translator, numerator: int | None, denominator: int | None) -> str:
    """Return how many schools are below the overall ratio, and how many of them surely so."""
    if numerator is None or not denominator or frame.empty:
        return theme.empty(t, RANKED)
    schools = read(frame)
    counts = len(below(schools, numerator, denominator)), len(surely_below(schools, numerator, denominator))
    overall = t.percent(percent_of(numerator, denominator))
    return t(_ranked_key(*counts), below=t.count(counts[0]), surely=t.count(counts[1]), overall=overall)


def _ranked_key(under: int, surely: int) -> str:
    if not under:
        return "charts.schools.sentence_none"
    if not surely:
        return "charts.schools.sentence_none_of_them"
    return "charts.schools.sentence_few" if surely * 2 < under else "charts.schools.sentence_many"


def by_standing(schools: Sequence[School], part: int, whole: int) -> dict[Standing, list[int]]:
    """Return the positions of the known schools under each standing, in the order of ``MARKS``."""
    found: dict[Standing, list[int]] = {kind: [] for kind in MARKS}
    for position, school in enumerate(schools):
        if school.known:
            found[school.standing(part, whole)].append(position)
    return found
