"""The share of members in groups: of schools (by level, by commune) and of people (by position)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from dashboard.charts import rows, theme
from dashboard.charts.labels import fraction, hover, label, records
from dashboard.domain.ratios import percent_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.i18n import Translator

POSITIONS = {
    "managers": "charts.position.managers",
    "teachers": "charts.position.teachers",
    "other": "charts.position.other",
}
_OF_POSITIONS = {2: "charts.position.both", 3: "charts.position.all"}
"""What the ratio of that many groups together is called: it is not the overall one, for some people have no group."""
LONGEST_NAME = 30
GROUPS, POSITION_GROUPS = "charts.names.groups", "charts.names.position_groups"
"""The keys of what the two charts are called."""


@dataclass(frozen=True)
class Group:
    """A group with its members and its people, either unknown; ``key`` is what a click hands over."""

    name: str
    part: int | None
    whole: int | None
    key: str
    schools: int | None = None

    @property
    def share(self) -> Fraction | None:
        """The exact share, nothing when a part is unknown or nobody is in the group."""
        return None if self.part is None or not self.whole else Fraction(self.part, self.whole)


def ratio_by_group(frame: pd.DataFrame, t: Translator, numerator: int | None, denominator: int | None) -> go.Figure:
    """Return the party ratio of each group of schools with its counts, highest first, and the overall ratio.

    Columns: group (already in the reader's language, handed over by a click), members_total, staff_total, schools.
    """
    groups = _of_schools(frame)
    if not _any_known(groups):
        return theme.nothing(t, GROUPS)
    return _figure(groups, t, _mark(t, "charts.common.overall", numerator, denominator))


def ratio_by_group_sentence(frame: pd.DataFrame, t: Translator, numerator: int | None, denominator: int | None) -> str:
    """Return the groups with the highest and the lowest ratio beside the overall one."""
    groups, overall = _of_schools(frame), percent_of(numerator, denominator)
    if not _any_known(groups):
        return theme.empty(t, GROUPS)
    words = _extremes(groups, t)
    return words if overall is None else words + t("charts.groups.overall", percent=t.percent(overall))


def position_groups(frame: pd.DataFrame, t: Translator) -> go.Figure:
    """Return the share of members **in** each position group, in the order of the frame.

    Columns: code (managers, teachers, other), members, staff. The tick of the groups together is there when all
    parts of two groups or more are known.
    """
    groups = _of_people(frame, t)
    if not _any_known(groups):
        return theme.nothing(t, POSITION_GROUPS)
    if len(groups) not in _OF_POSITIONS or any(group.part is None or group.whole is None for group in groups):
        return _figure(groups, t, None)
    together = sum(group.part or 0 for group in groups), sum(group.whole or 0 for group in groups)
    return _figure(groups, t, _mark(t, _OF_POSITIONS[len(groups)], *together))


def position_groups_sentence(frame: pd.DataFrame, t: Translator) -> str:
    """Return the position groups with the highest and the lowest share of members."""
    groups = _of_people(frame, t)
    return _extremes(groups, t) if _any_known(groups) else theme.empty(t, POSITION_GROUPS)


def _any_known(groups: Sequence[Group]) -> bool:
    return any(group.share is not None for group in groups)


def _of_schools(frame: pd.DataFrame) -> list[Group]:
    found = [
        Group(row["group"], row["members_total"], row["staff_total"], row["group"], row["schools"])
        for row in records(frame)
    ]
    return sorted(found, key=lambda group: (group.share is None, -(group.share or 0), group.name))


def _of_people(frame: pd.DataFrame, t: Translator) -> list[Group]:
    return [Group(t(POSITIONS[row["code"]]), row["members"], row["staff"], row["code"]) for row in records(frame)]


def _figure(groups: Sequence[Group], t: Translator, mark: rows.Mark | None) -> go.Figure:
    return rows.bars([_bar(group, t) for group in groups], t, mark)


def _mark(t: Translator, words: str, part: int | None, whole: int | None) -> rows.Mark | None:
    if part is None or not whole:
        return None
    return rows.Mark(part * 100 / whole, t(words, percent=t.percent(percent_of(part, whole))))


def _bar(group: Group, t: Translator) -> rows.Bar:
    ratio = fraction(t, group.part, group.whole)
    lines = [t("charts.schools.ratio", ratio=ratio)]
    if group.schools is not None:
        lines.append(t("charts.groups.schools", count=t.count(group.schools)))
    value = None if group.share is None else float(group.share * 100)
    return rows.Bar(label(group.name, LONGEST_NAME), ratio, value, hover(group.name, *lines), [group.key])


def _extremes(groups: Sequence[Group], t: Translator) -> str:
    known = sorted((g for g in groups if g.share is not None), key=lambda group: group.share or 0)
    low, high = known[0], known[-1]
    shares = [t.percent(percent_of(group.part, group.whole)) for group in (high, low)]
    if low.share == high.share:
        return t("charts.groups.one" if len(known) == 1 else "charts.groups.same", group=high.name, percent=shares[0])
    return t("charts.groups.extremes", high=high.name, high_percent=shares[0], low=low.name, low_percent=shares[1])
