"""The list of people on the way: found by name without accents, narrowed, the most urgent first, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import queries
from dashboard.definitions.stages import stages
from dashboard.domain.masking import masked
from dashboard.queries.pipeline import PAGE, Wanted
from dashboard.ui import navigate, tables
from dashboard.ui.pipeline import columns, pictures

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    import pyarrow as pa

    from dashboard.ui.session import Here

CHOSEN = [code for code in stages() if code != "official"]
HEADINGS = {
    "people": ("pipeline.people.heading", "pipeline.people.heading_none"),
    "unhelped": ("pipeline.helpers.nobody", "pipeline.helpers.nobody_none"),
}


@st.fragment
def draw(here: Here, on: date) -> None:
    """Draw the choices and the list; only this part of the page runs again while somebody types."""
    t = here.t
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(t("pipeline.people.search"), key="pipeline.search", type="search", live=True, width=320)
        stage = st.selectbox(
            t("pipeline.people.stage"),
            CHOSEN,
            index=None,
            format_func=lambda code: t(f"people.stage_short.{code}"),
            key="pipeline.stage",
            placeholder=t("pipeline.people.stage_all"),
            persist_state="session",
            width=220,
        )
        overdue = st.toggle(t("pipeline.people.overdue"), key="pipeline.overdue", persist_state="session")
    page(here, on, "people", Wanted(text or "", stage, overdue))


def page(here: Here, on: date, key: str, wanted: Wanted) -> None:
    """Draw one page of people and open the one that is clicked."""
    t = here.t
    count, late = here.made(_counts, on, wanted)
    _heading(here, key, count)
    if not count:
        return
    number = st.pagination(-(-count // PAGE), key=f"pipeline.{key}.page.{wanted!r}") if count > PAGE else 1
    shown, wanted = columns.people(t), wanted.at(number - 1)
    rows = here.made(_table, on, wanted)
    chosen = tables.draw_prepared(f"pipeline.{key}", rows, shown)
    told = [t("pipeline.people.late", count=t.count(late))] if late else []
    st.caption(" ".join([*told, t("pipeline.people.open")]))
    stamp = here.made(pictures.stamp, on)
    tables.downloads(here, f"pipeline.{key}", t("pipeline.title"), lambda: _rows(here, on, wanted), shown, stamp)
    if chosen is not None:
        navigate.to_person(rows.column("person_id")[chosen].as_py())


def _table(here: Here, on: date, wanted: Wanted) -> pa.Table:
    return tables.prepared(_rows(here, on, wanted), columns.people(here.t))


def _counts(here: Here, on: date, wanted: Wanted) -> tuple[int, int]:
    return here.load(queries.pipeline_people, here.asked, on, wanted)[1:]


def _heading(here: Here, key: str, count: int) -> None:
    some, none = HEADINGS[key]
    st.header(here.t(some if count else none, count=here.t.count(count)), anchor=False)


def _rows(here: Here, on: date, wanted: Wanted) -> pd.DataFrame:
    """Return a page of the list in words, without anybody's name."""
    t = here.t
    rows, _, _ = here.load(queries.pipeline_people, here.asked, on, wanted)
    return rows.assign(
        masked=rows["full_name"].map(masked),
        stage_label=[t(f"people.stage_short.{code}") for code in rows["stage"]],
        due=[t(f"people.clock.{code}") if isinstance(code, str) else "" for code in rows["clock"]],
        open=[", ".join(t(f"people.problem.{code}") for code in str(codes).split()) for codes in rows["problems"]],
    ).drop(columns=["full_name"])
