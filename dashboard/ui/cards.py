"""The headline figures: a value, how it changed, and what it means behind the question mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import queries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from dashboard.domain.indicators import Figure, Figures
    from dashboard.i18n import Translator
    from dashboard.ui.session import Here

HEADLINES = ("party_ratio", "members_total", "staff_total", "schools", "admitted_year", "outstanding_total")


def headline(here: Here, codes: Sequence[str] = HEADLINES) -> None:
    """Draw the cards of some indicators, each with its change since the month before."""
    cards = here.made(_cards, tuple(codes))
    with st.grid(len(codes), min_column_width=165, key="cards"):
        for card in cards:
            st.metric(**card, border=True, height="stretch")
    if any(card["delta"] for card in cards):
        st.caption(here.t("overview.since_month", month=here.t.month(here.month.plus(-1).first)))


def text(t: Translator, figure: Figure) -> str:
    """Return the value of a figure in the reader's form, ``—`` when it is unknown."""
    if figure.indicator.unit == "percent":
        return t.percent(str(figure.value) if figure.value is not None else None)
    return t.count(figure.numerator, signed=figure.indicator.kind == "change")


def _cards(here: Here, codes: Sequence[str]) -> list[dict[str, Any]]:
    figures = here.load(queries.figures, here.asked)
    before = here.load(queries.stocks, here.asked.at(here.month.plus(-1)))
    return [_card(here, figures, before, code) for code in codes]


def _card(here: Here, figures: Figures, before: Mapping[str, Figure], code: str) -> dict[str, Any]:
    t, figure = here.t, figures[code]
    change = _members_change(figures) if code == "members_total" else _change(figure, before.get(code))
    # the label of the column is short enough for a card; a title may be cut
    label = f"fields.{code}.label"
    return {
        "label": t(label if t.has(label) else f"indicators.{code}.title"),
        "value": text(t, figure),
        "delta": _delta(t, change),
        "delta_color": "normal" if figure.indicator.good == "up" else "off",
        "help": explanation(t, figure),
    }


def _members_change(figures: Figures) -> int | None:
    """Return the change in members over the schools that are known in both months."""
    return figures["members_change_month"].numerator


def _change(figure: Figure, before: Figure | None) -> Decimal | int | None:
    """Return the difference of two stocks if both speak for every school; else it would show who reported."""
    if before is None or figure.used != figure.expected or before.used != before.expected:
        return None
    return None if figure.value is None or before.value is None else figure.value - before.value


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
