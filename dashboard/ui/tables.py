"""Tables in the reader's number forms, and their downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import queries
from dashboard.documents import sheets
from dashboard.domain.text import slug, undirected
from dashboard.i18n import UNKNOWN
from dashboard.ui import coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dashboard.documents.sheets import Column
    from dashboard.i18n import Translator
    from dashboard.ui.session import Here

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STYLED = 500
"""Up to so many rows every cell is written in the reader's forms; beyond it the browser's own forms are used."""


class Stamp(NamedTuple):
    """What a downloaded file says of itself: how far its figures reach, and the mark of that in its name."""

    note: str
    mark: str


def with_downloads(
    here: Here, key: str, title: str, rows: pd.DataFrame, columns: Sequence[Column], stamp: Stamp | None = None
) -> None:
    """Draw a table and the buttons that give exactly this table as a file."""
    draw(here.t, key, rows, columns)
    downloads(here, key, title, rows, columns, stamp)


def draw(
    t: Translator,
    key: str,
    rows: pd.DataFrame,
    columns: Sequence[Column],
    *,
    clickable: bool = False,
    height: Literal["auto", "content"] = "auto",
) -> int | None:
    """Draw a table; return the position of the row that the viewer clicked on, if rows may be clicked.

    ``height`` is ``"content"`` where every row is to be seen at once.
    """
    shown = _undirected(rows[[column.name for column in columns]], columns)
    state = st.dataframe(
        _styled(t, shown, columns) if len(shown) <= STYLED else shown,
        column_config={column.name: _config(column) for column in columns},
        height=height,
        hide_index=True,
        placeholder=UNKNOWN,
        key=f"{key}.rows",
        on_select="rerun" if clickable else "ignore",
        selection_mode="single-row",
    )
    return _chosen(state) if clickable else None


def _chosen(state: Any) -> int | None:  # noqa: ANN401 (Streamlit's state of a table is untyped)
    rows = state["selection"]["rows"]
    return int(rows[0]) if rows else None


def prepared(rows: pd.DataFrame, columns: Sequence[Column]) -> pa.Table:
    """Return the rows as ``draw_prepared`` takes them; columns that are not among ``columns`` stay for who clicks."""
    return pa.Table.from_pandas(_undirected(rows, columns), preserve_index=False)


def draw_prepared(key: str, rows: pa.Table, columns: Sequence[Column]) -> int | None:
    """Draw a table that may be clicked, as ``draw`` does but at a tenth of its cost: its cells are not styled.

    Numbers stand without thousands marks and days as 31/10/2026, which is right in both languages.
    """
    state = st.dataframe(
        rows.select([column.name for column in columns]),
        column_config={column.name: _plain_config(column) for column in columns},
        hide_index=True,
        placeholder=UNKNOWN,
        key=f"{key}.rows",
        on_select="rerun",
        selection_mode="single-row",
    )
    return _chosen(state)


def _plain_config(column: Column) -> Any:  # noqa: ANN401 (Streamlit's column types)
    if column.kind == "count":
        return st.column_config.NumberColumn(column.label, format="%d")
    if column.kind == "date":
        return st.column_config.DateColumn(column.label, format="DD/MM/YYYY")
    return _config(column)


def downloads(
    here: Here,
    key: str,
    title: str,
    rows: pd.DataFrame | Callable[[], pd.DataFrame],
    columns: Sequence[Column],
    stamp: Stamp | None = None,
) -> None:
    """Draw the two download buttons; the file is made when it is asked for.

    Without a ``stamp`` the figures come from the reports of the month.
    """
    given = rows if callable(rows) else lambda: rows
    mark = stamp.mark if stamp else str(here.month)
    with st.container(horizontal=True):
        st.download_button(
            here.t("table.xlsx"),
            lambda: sheets.to_xlsx(given(), columns, title=title, note=note(here, stamp), language=here.t.language),
            file_name=file_name(title, mark, "xlsx"),
            mime=XLSX,
            key=f"{key}.xlsx",
            on_click="ignore",
        )
        st.download_button(
            here.t("table.csv"),
            lambda: sheets.to_csv(given(), columns, language=here.t.language),
            file_name=file_name(title, mark, "csv"),
            mime="text/csv",
            key=f"{key}.csv",
            on_click="ignore",
        )


def _undirected(rows: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """Return the rows without what would turn a text in a cell, and the words beside it, round."""
    texts = (column.name for column in columns if column.kind == "text")
    return rows.assign(**{name: rows[name].map(_straight) for name in texts})


def _straight(value: object) -> object:
    return undirected(value) if isinstance(value, str) else value


def _styled(t: Translator, rows: pd.DataFrame, columns: Sequence[Column]) -> Any:  # noqa: ANN401 (pandas' Styler)
    forms: dict[str, Any] = {"count": t.count, "percent": t.percent, "date": t.day, "month": t.month}
    formats = {column.name: _known(form) for column in columns if (form := forms.get(column.kind))}
    return rows.style.format(formats, na_rep=UNKNOWN)


def _known(form: Any) -> Any:  # noqa: ANN401 (each form takes its own type)
    return lambda value: UNKNOWN if pd.isna(value) else form(int(value) if isinstance(value, float) else value)


def _config(column: Column) -> Any:  # noqa: ANN401 (Streamlit's column types)
    kinds: dict[str, Any] = {
        "count": st.column_config.NumberColumn,
        "percent": st.column_config.NumberColumn,
        "date": st.column_config.DateColumn,
        "month": st.column_config.DateColumn,
    }
    return kinds.get(column.kind, st.column_config.TextColumn)(column.label)


def note(here: Here, stamp: Stamp | None = None) -> str:
    """Return what stands on every downloaded file: how far the figures reach, and what was filtered."""
    reach = stamp.note if stamp else coverage.sentence(here, here.load(queries.figures, here.asked).coverage)
    chosen = " ".join(here.filters.to_address().values()) or here.t("table.no_filter")
    return here.t("table.file_note", coverage=reach, filters=chosen)


def file_name(title: str, mark: str, ending: str) -> str:
    """Return a name for a downloaded file, without diacritics and with the month or day of its figures."""
    return f"{slug(title)[:60]}-{mark}.{ending}"
