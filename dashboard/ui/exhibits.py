"""A chart as people need it: its finding as a heading, the picture, the table behind it, and downloads of just that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import theme
from dashboard.domain.months import Month
from dashboard.domain.text import slug
from dashboard.ui import address, navigate, tables
from dashboard.ui.values import plain

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.documents.sheets import Column
    from dashboard.domain.filters import Filters
    from dashboard.ui.session import Here

P = ParamSpec("P")


class Click(NamedTuple):
    """Where a click leads: to a ``school`` by its code, a ``month``, or a ``commune`` by its name.

    ``at`` is the position of that in what the figure hands over (``customdata``).
    """

    kind: str
    at: int


@dataclass(frozen=True)
class Exhibit:
    """A figure with what it is called, its finding in words and exactly the rows that it shows."""

    key: str
    title: str
    finding: str
    figure: go.Figure
    rows: pd.DataFrame
    columns: Sequence[Column]
    click: Click | None = None
    stamp: tables.Stamp | None = None


class Finished(go.Figure):  # type: ignore[misc]  # Plotly ships no types
    """A figure that does not change any more: it is kept and sent as it is.

    Plotly checks every value again whenever it copies a figure, which takes longer than the rest of a page.
    """

    def __init__(self, parts: dict[str, Any]) -> None:
        self._parts = parts

    def to_dict(self) -> dict[str, Any]:
        """Return data and layout, which is all that Streamlit asks of a figure."""
        return self._parts

    def __reduce__(self) -> tuple[type[Finished], tuple[dict[str, Any]]]:
        """Copy the parts alone."""
        return Finished, (self._parts,)


@dataclass(frozen=True)
class Picture:
    """What is seen of an exhibit while its table is shut; ``figure`` is missing when there is nothing to draw."""

    key: str
    title: str
    finding: str
    figure: Finished | None
    click: Click | None


def show(here: Here, make: Callable[Concatenate[Here, P], Exhibit], *given: P.args, **named: P.kwargs) -> None:
    """Draw the exhibit that ``make`` makes and go where a click on it leads.

    Without anything to draw there are only its name, as the heading, and the sentence.
    """
    picture = here.made(_picture, make, *given, **named)
    if not picture.figure:
        st.header(plain(picture.title), anchor=False)
        st.write(plain(picture.finding))
        return
    # by this key enlarge.js finds what fills the screen together: the heading and the chart
    with st.container(key=f"exhibit-{picture.key}"):
        st.header(plain(picture.finding), anchor=False)
        chosen = _chart(here, picture)
    more = st.expander(here.t("table.title"), key=f"{picture.key}.table", on_change="rerun")
    if more.open:
        with more:
            exhibit = make(here, *given, **named)
            tables.with_downloads(here, picture.key, picture.finding, exhibit.rows, exhibit.columns, exhibit.stamp)
    if picture.click:
        _follow(here, picture.key, picture.click, chosen)


def _picture(
    here: Here, make: Callable[Concatenate[Here, P], Exhibit], /, *given: P.args, **named: P.kwargs
) -> Picture:
    exhibit = make(here, *given, **named)
    parts = exhibit.figure.to_dict()
    figure = Finished(parts) if parts["data"] else None
    return Picture(exhibit.key, exhibit.title, exhibit.finding, figure, exhibit.click)


def _chart(here: Here, picture: Picture) -> Any:  # noqa: ANN401 (Streamlit's state of a chart is untyped)
    return st.plotly_chart(
        picture.figure,
        key=picture.key,
        theme=None,
        config=theme.config(here.t.language),
        alt=picture.finding,
        on_select="rerun" if picture.click else "ignore",
        selection_mode="points",
    )


def _follow(here: Here, key: str, click: Click, chosen: Any) -> None:  # noqa: ANN401 (a chart's state is untyped)
    value = _handed_over(click, chosen)
    # who goes back quickly meets the old click still in the chart: it leads nowhere twice
    followed, st.session_state[f"{key}.followed"] = st.session_state.get(f"{key}.followed"), value
    if not value or value == followed:
        return
    if click.kind == "school":
        navigate.to_school(value)
    elif click.kind == "commune":
        _look_at(here, replace(here.filters, communes=(slug(value),)))
    else:
        _look_at(here, replace(here.filters, month=Month.of(date.fromisoformat(value[:10]))))


def _handed_over(click: Click, chosen: Any) -> str:  # noqa: ANN401 (a chart's state is untyped)
    points = chosen["selection"]["points"] if chosen else []
    data = points[0].get("customdata") if points else None
    return str(data[click.at]) if isinstance(data, Sequence) and len(data) > click.at else ""


def _look_at(here: Here, filters: Filters) -> None:
    # the click stays in the chart's state: only what changes the view may run the page again
    if replace(filters, month=filters.month or here.month) != replace(here.filters, month=here.month):
        address.choose_filters(filters)
        st.rerun()
