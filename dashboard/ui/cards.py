"""The headline figures: a value, how it changed, and what it means behind the question mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.domain.indicators import Figure, Figures
    from dashboard.i18n import Translator
    from dashboard.ui.session import Here

HEADLINES = ("party_ratio", "members_total", "staff_total", "schools", "admitted_year", "outstanding_total")


def headline(here: Here, figures: Figures, before: Figures, codes: Sequence[str] = HEADLINES) -> None:
    """Draw the cards of some indicators; ``before`` are the figures of the month before."""
    with st.grid(min_column_width=165, key="cards"):
        for code in codes:
            _card(here, figures[code], before[code])


def text(t: Translator, figure: Figure) -> str:
    """Return the value of a figure in the reader's form, ``—`` when it is unknown."""
    if figure.indicator.unit == "percent":
        return t.percent(str(figure.value) if figure.value is not None else None)
    return t.count(figure.numerator, signed=figure.indicator.kind == "change")


def _card(here: Here, figure: Figure, before: Figure) -> None:
    t, code = here.t, figure.indicator.code
    delta, what = _change(here, figure, before)
    st.metric(
        t(f"indicators.{code}.title"),
        text(t, figure),
        delta=delta,
        delta_color="normal" if figure.indicator.good == "up" else "off",
        delta_description=what,
        help=explanation(t, figure),
        border=True,
        height="stretch",
    )


def _change(here: Here, figure: Figure, before: Figure) -> tuple[str | None, str | None]:
    """Return the change with an ASCII minus, which alone makes the arrow point down, and since when."""
    t = here.t
    if figure.indicator.kind == "movement":
        return None, None
    if figure.value is None or before.value is None or figure.value == before.value:
        return None, None
    change, since = figure.value - before.value, t("overview.since_month", month=t.month(here.month.plus(-1).first))
    if figure.indicator.unit == "percent":
        points = t.percent(str(change), signed=True).removesuffix("%")
        return t("overview.points", change=points), since
    return t.count(int(change), signed=True), since


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
