"""The line under every title: how much of the district the figures speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.domain.indicators import Coverage
    from dashboard.ui.session import Here

NAMED = 6


def line(here: Here) -> None:
    """Draw who has reported, up to which day, and for whom an earlier report stands in."""
    st.caption(here.made(_line))


def _line(here: Here) -> str:
    figures = here.load(queries.figures, here.asked)
    carried = figures["members_total"].carried
    text = sentence(here, figures.coverage)
    return f"{text} · {here.t('coverage.carried', count=here.t.count(carried))}" if carried else text


def sentence(here: Here, coverage: Coverage) -> str:
    """Return the coverage of the month in words."""
    if not coverage.expected:
        return here.t("coverage.nothing_expected")
    return here.t(
        "coverage.reported",
        reported=here.t.count(coverage.reported),
        expected=here.t.count(coverage.expected),
        day=here.t.day(here.month.last),
    )


def names(here: Here, all_names: Sequence[str]) -> str:
    """Return the first names in a list, and how many more there are."""
    shown = ", ".join(all_names[:NAMED])
    rest = len(all_names) - NAMED
    return here.t("coverage.and_more", names=shown, count=here.t.count(rest)) if rest > 0 else shown
