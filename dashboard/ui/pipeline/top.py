"""The head of the page: the day, where the figures come from, how many are where, and what to do when nobody is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import queries
from dashboard.queries.pipeline import Wanted
from dashboard.ui import exhibits, navigate
from dashboard.ui.pipeline import pictures

if TYPE_CHECKING:
    from datetime import date

    from dashboard.ui.session import Here

CARDS = ("on_the_way", "introduced", "admitted", "probationary", "overdue", "without_helper")


def day(here: Here) -> date:
    """Return the day that is looked at: today, or the end of a month that the viewer chose and that is over."""
    month = here.filters.month
    return min(here.today, month.last) if month else here.today


def has_people(here: Here, on: date) -> bool:
    """Tell whether anybody is recorded for the chosen schools."""
    return bool(here.load(queries.pipeline_figures, here.asked, on)["recorded"])


def nobody(here: Here, on: date) -> None:
    """Say that nobody is recorded, and offer the two ways to change that."""
    t = here.t
    everybody = here.load(queries.pipeline_figures, here.asked.everywhere(), here.today)["recorded"]
    st.write(t("pipeline.empty.filtered", day=t.day(on)) if everybody else t("pipeline.empty.text"))
    navigate.link("upload", t("pipeline.empty.upload"))
    navigate.link("person", t("pipeline.empty.add"))


def figures(here: Here, on: date) -> None:
    """Draw the source of all figures, the cards, and the movements of the year in one sentence."""
    st.caption(here.made(pictures.source, on))
    with st.grid(len(CARDS), min_column_width=165, key="cards"):
        for card in here.made(_cards, on):
            st.metric(**card, border=True, height="stretch")
    st.caption(here.made(_movements, on))


def _counts(here: Here, on: date) -> dict[str, int]:
    overdue = here.load(queries.pipeline_people, here.asked, on, Wanted())[2]
    return here.load(queries.pipeline_figures, here.asked, on) | {"overdue": overdue}


def _cards(here: Here, on: date) -> list[dict[str, Any]]:
    t, counts = here.t, _counts(here, on)
    return [
        {
            "label": t(f"pipeline.figures.{code}"),
            "value": t.count(counts[code]),
            "help": t(f"pipeline.figures_help.{code}", day=t.day(on), year=on.year),
        }
        for code in CARDS
    ]


def _movements(here: Here, on: date) -> str:
    t, counts = here.t, _counts(here, on)
    told = {code: t.count(counts[code]) for code in queries.MOVEMENTS}
    return t("pipeline.movements.year", day=t.day(on), year=on.year, **told)


def stages(here: Here, on: date) -> None:
    """Draw who waits at each stage beside how long each takes."""
    left, right = st.columns(2)
    with left:
        exhibits.show(here, pictures.waiting, on)
        st.caption(here.t("pipeline.stages.note"))
    with right:
        exhibits.show(here, pictures.times, on)
        st.caption(here.t("pipeline.stages.times_note", day=here.t.day(on)))
