"""What each figure means, how it is computed, where it comes from and how fresh it is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import definitions, queries
from dashboard.domain.text import fold
from dashboard.queries.people import people_figures
from dashboard.ui import cards
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from dashboard.domain.indicators import Figure
    from dashboard.ui.session import Here

RULES = ("unknown", "carried", "ratio", "small", "due")


def freshness(here: Here) -> None:
    """Say when something was last written."""
    t, last = here.t, here.load(queries.last_write)
    if last is None:
        st.caption(t("definitions.no_write"))
        return
    moment = last["happened_at"]
    when = f"{moment:%H:%M %d/%m/%Y}" if isinstance(moment, datetime) else ""
    who = t("definitions.administrator") if last["who"] == here.principal.name else plain(str(last["who"]))
    st.caption(t("definitions.freshness", moment=when, who=who))


def rules(here: Here) -> None:
    """List how figures are read."""
    t = here.t
    st.header(t("definitions.rules"), anchor=False)
    lines = [t(f"definitions.rule_{rule}", due_day=here.settings.due_day) for rule in RULES]
    st.markdown("\n".join(f"- {line}" for line in lines))


def indicators(here: Here) -> None:
    """Draw every indicator that the search lets through, with its present value."""
    t = here.t
    st.header(t("definitions.figures"), anchor=False)
    typed = st.text_input(
        t("definitions.search"),
        key="definitions.search",
        type="search",
        live=True,
        placeholder=t("definitions.search_hint"),
    )
    words = fold(typed or "").split()
    figures = here.load(queries.figures, here.asked)
    found = [one for one in figures.by_code.values() if _matches(here, one, words)]
    if not found:
        st.info(t("definitions.nothing_found"))
    for figure in found:
        _indicator(here, figure)


def _matches(here: Here, figure: Figure, words: list[str]) -> bool:
    title = fold(here.t(f"indicators.{figure.indicator.code}.title"))
    return all(word in title for word in words)


def _indicator(here: Here, figure: Figure) -> None:
    t, code = here.t, figure.indicator.code
    sources = "; ".join(t(f"sources.{source}") for source in figure.indicator.sources)
    with st.container(border=True):
        st.subheader(t(f"indicators.{code}.title"), anchor=False)
        st.markdown(
            t("definitions.now", month=t.month(here.month.first), text=cards.text(t, figure)) + _parts(here, figure)
        )
        st.markdown(
            f"{t('definitions.meaning')}: {t(f'indicators.{code}.meaning')}  \n"
            f"{t('definitions.formula')}: {t(f'indicators.{code}.formula')}  \n"
            f"{t('definitions.source')}: {sources}"
        )


def _parts(here: Here, figure: Figure) -> str:
    t = here.t
    told = [t("coverage.known", known=t.count(figure.known), expected=t.count(figure.expected))]
    if figure.denominator is not None:
        parts = {"numerator": t.count(figure.numerator), "denominator": t.count(figure.denominator)}
        told.insert(0, t("definitions.parts", **parts))
    return f" ({'; '.join(told)})"


def people(here: Here) -> None:
    """List the figures that are counted person by person, with their present values."""
    t = here.t
    st.header(t("definitions.people"), anchor=False)
    st.write(t("definitions.people_meaning"))
    lines = [
        f"- {t(f'people.figure.{code}')}: **{t.count(one.value)}** "
        f"({t('coverage.known', known=t.count(one.known), expected=t.count(one.expected))})"
        for code, one in here.load(people_figures, here.asked).items()
    ]
    st.markdown("\n".join(lines))


def checks(here: Here) -> None:
    """List what must hold in every row of a file."""
    t = here.t
    st.header(t("definitions.checks"), anchor=False)
    lines = [t(f"checks.{code}.title") for code in definitions.checks()]
    st.markdown("\n".join(f"- {line}" for line in lines))
