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
    return _figure(groups, t, numerator, denominator) if groups else theme.nothing(t)


def ratio_by_group_sentence(frame: pd.DataFrame, t: Translator, numerator: int | None, denominator: int | None) -> str:
    """Return the groups with the highest and the lowest ratio beside the overall one."""
    words = _extremes(_of_schools(frame), t)
    overall = percent_of(numerator, denominator)
    return words if overall is None else words + t("charts.groups.overall", percent=t.percent(overall))


def position_groups(frame: pd.DataFrame, t: Translator) -> go.Figure:
    """Return the share of members **in** each position group, in the order of the frame.

    Columns: code (managers, teachers, other), members, staff. The overall tick is there when all parts are known.
    """
    groups = _of_people(frame, t)
    if not groups:
        return theme.nothing(t)
    if any(group.part is None or group.whole is None for group in groups):
        return _figure(groups, t, None, None)
    return _figure(groups, t, sum(g.part or 0 for g in groups), sum(g.whole or 0 for g in groups))


def position_groups_sentence(frame: pd.DataFrame, t: Translator) -> str:
    """Return the position groups with the highest and the lowest share of members."""
    return _extremes(_of_people(frame, t), t)


def _of_schools(frame: pd.DataFrame) -> list[Group]:
    found = [
        Group(row["group"], row["members_total"], row["staff_total"], row["group"], row["schools"])
        for row in records(frame)
    ]
    return sorted(found, key=lambda group: (group.share is None, -(group.share or 0), group.name))


def _of_people(frame: pd.DataFrame, t: Translator) -> list[Group]:
    return [Group(t(POSITIONS[row["code"]]), row["members"], row["staff"], row["code"]) for row in records(frame)]


def _figure(groups: Sequence[Group], t: Translator, part: int | None, whole: int | None) -> go.Figure:
    mark = None
    if part is not None and whole:
        overall = t("charts.common.overall", percent=t.percent(percent_of(part, whole)))
        mark = rows.Mark(part * 100 / whole, overall)
    return rows.bars([_bar(group, t) for group in groups], t, mark)


def _bar(group: Group, t: Translator) -> rows.Bar:
    ratio = fraction(t, group.part, group.whole)
    lines = [t("charts.schools.ratio", ratio=ratio)]
    if group.schools is not None:
        lines.append(t("charts.groups.schools", count=t.count(group.schools)))
    value = None if group.share is None else float(group.share * 100)
    return rows.Bar(label(group.name), ratio, value, hover(group.name, *lines), [group.key])


def _extremes(groups: Sequence[Group], t: Translator) -> str:
    known = sorted((g for g in groups if g.share is not None), key=lambda group: group.share or 0)
    if not known:
        return t("charts.common.empty")
    low, high = known[0], known[-1]
    shares = [t.percent(percent_of(group.part, group.whole)) for group in (high, low)]
    if low.share == high.share:
        return t("charts.groups.one" if len(known) == 1 else "charts.groups.same", group=high.name, percent=shares[0])
    return t("charts.groups.extremes", high=high.name, high_percent=shares[0], low=low.name, low_percent=shares[1])
