"""The shared filters over every page: the month in sight, the rest behind one button, what is active as chips."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import queries
from dashboard.domain.schools import Level
from dashboard.domain.text import undirected
from dashboard.ui import address, school_picker
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from dashboard.ui.session import Here

_MONTH, _LEVELS, _COMMUNES = "filters.month", "filters.levels", "filters.communes"


def draw(here: Here) -> None:
    """Draw the row of filters."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        _month(here)
        more = st.popover(here.t("filters.more"), key="filters.popover", on_change="rerun")
        if more.open:
            with more:
                _levels(here)
                _communes(here)
                school_picker.search(here, "filters", address.choose_school)
        _chips(here)


def _month(here: Here) -> None:
    options = sorted({*here.reported_months, here.month}, reverse=True)
    st.session_state[_MONTH] = here.month
    st.selectbox(
        here.t("filters.month"),
        options,
        format_func=lambda month: here.t.month(month.first),
        key=_MONTH,
        width=160,
        on_change=lambda: _choose(month=st.session_state[_MONTH]),
    )


def _levels(here: Here) -> None:
    st.session_state[_LEVELS] = list(here.filters.levels)
    st.multiselect(
        here.t("filters.level"),
        list(Level),
        format_func=lambda level: here.t(f"labels.level.{level}"),
        key=_LEVELS,
        placeholder=here.t("filters.all_levels"),
        on_change=lambda: _choose(levels=tuple(sorted(st.session_state[_LEVELS]))),
    )


def _communes(here: Here) -> None:
    names = here.load(queries.communes)
    st.session_state[_COMMUNES] = [slug for slug in here.filters.communes if slug in names]
    st.multiselect(
        here.t("filters.commune"),
        list(names),
        format_func=lambda slug: undirected(names[slug]),
        key=_COMMUNES,
        placeholder=here.t("filters.all_communes"),
        on_change=lambda: _choose(communes=tuple(sorted(st.session_state[_COMMUNES]))),
    )


def _choose(**changes: Any) -> None:  # noqa: ANN401 (each filter has its own type)
    address.choose_filters(replace(address.current().filters, **changes))


def _chips(here: Here) -> None:
    filters = here.filters
    names = here.load(queries.communes) if filters.communes else {}
    for level in filters.levels:
        rest = tuple(other for other in filters.levels if other != level)
        _chip(here, f"level.{level}", here.t(f"labels.level.{level}"), levels=rest)
    for slug in filters.communes:
        rest_of_communes = tuple(other for other in filters.communes if other != slug)
        _chip(here, f"commune.{slug}", names.get(slug, slug), communes=rest_of_communes)
    if filters.school:
        card = here.load(queries.school_card, filters.school, here.today)
        _chip(here, "school", str(card["name"]) if card else filters.school, school=None)
    if filters != replace(type(filters)(), month=filters.month):
        clear = {"levels": (), "communes": (), "school": None}
        st.button(here.t("filters.clear"), key="filters.clear", type="tertiary", on_click=_choose, kwargs=clear)


def _chip(here: Here, key: str, label: str, **without: object) -> None:
    st.button(
        f"{plain(label)} ✕",
        key=f"filters.chip.{key}",
        help=here.t("filters.remove", name=plain(label)),
        on_click=_choose,
        kwargs=without,
    )
