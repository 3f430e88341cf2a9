"""The headline figures: a value, how it changed, and what it means behind the question mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from dashboard.domain.indicators import Figure, Figures
    from dashboard.i18n import Translator
    from dashboard.ui.session import Here

HEADLINES = ("party_ratio", "members_total", "staff_total", "schools", "admitted_year", "outstanding_total")


def headline(here: Here, figures: Figures, before: Figures, codes: Sequence[str] = HEADLINES) -> None:
    """Draw the cards of some indicators; ``before`` are the figures of the month before."""
    with st.grid(len(codes), min_column_width=165, key="cards"):
        changed = [_card(here, figures, before, code) for code in codes]
    if any(changed):
        st.caption(here.t("overview.since_month", month=here.t.month(here.month.plus(-1).first)))


def text(t: Translator, figure: Figure) -> str:
    """Return the value of a figure in the reader's form, ``—`` when it is unknown."""
    if figure.indicator.unit == "percent":
        return t.percent(str(figure.value) if figure.value is not None else None)
    return t.count(figure.numerator, signed=figure.indicator.kind == "change")


def _card(here: Here, figures: Figures, before: Figures, code: str) -> bool:
    """Draw one card; tell whether it shows a change."""
    t, figure = here.t, figures[code]
    change = _members_change(figures) if code == "members_total" else _change(figure, before[code])
    # the label of the column is short enough for a card; a title may be cut
    label = f"fields.{code}.label"
    st.metric(
        t(label if t.has(label) else f"indicators.{code}.title"),
        text(t, figure),
        delta=_delta(t, change),
        delta_color="normal" if figure.indicator.good == "up" else "off",
        help=explanation(t, figure),
        border=True,
        height="stretch",
    )
    return bool(change)


def _members_change(figures: Figures) -> int | None:
    """Return the change in members over the schools that are known in both months."""
    return figures["members_change_month"].numerator


def _change(figure: Figure, before: Figure) -> Decimal | int | None:
    """Return the difference of two figures if both speak for every school; else it would show who reported."""
    complete = figure.used == figure.expected and before.used == before.expected
    if not complete or figure.indicator.kind == "movement" or figure.value is None or before.value is None:
        return None
    return figure.value - before.value


def _delta(t: Translator, change: Decimal | int | None) -> str | None:
    """Return a change with an ASCII minus, which alone makes the arrow point down; nothing when nothing changed."""
    if not change:
        return None
    if isinstance(change, int):
        return t.count(change, signed=True)
    return t("overview.points", change=t.percent(change, signed=True).removesuffix("%"))


def explanation(t: Translator, figure: Figure) -> str:
    """Return meaning, formula, parts and coverage of a figure."""
    code = figure.indicator.code
    lines = [t(f"indicators.{code}.meaning"), t(f"indicators.{code}.formula")]
    if figure.denominator is not None:
        lines.append(
            t("definitions.parts", numerator=t.count(figure.numerator), denominator=t.count(figure.denominator))
        )
    lines.append(t("coverage.known", known=t.count(figure.known), expected=t.count(figure.expected)))
    return "\n\n".join(lines)
