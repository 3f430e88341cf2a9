"""Tables in the reader's number forms, and their downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
import streamlit as st

from dashboard import queries
from dashboard.documents import sheets
from dashboard.domain.text import slug, undirected
from dashboard.i18n import UNKNOWN
from dashboard.ui import coverage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.documents.sheets import Column
    from dashboard.i18n import Translator
    from dashboard.ui.session import Here

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STYLED = 500
"""Up to so many rows every cell is written in the reader's forms; beyond it the browser's own forms are used."""


def with_downloads(here: Here, key: str, title: str, rows: pd.DataFrame, columns: Sequence[Column]) -> None:
    """Draw a table and the buttons that give exactly this table as a file."""
    draw(here.t, key, rows, columns)
    downloads(here, key, title, rows, columns)


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
    chosen: Any = state["selection"]["rows"] if clickable else []  # type: ignore[index]
    return int(chosen[0]) if chosen else None


def downloads(here: Here, key: str, title: str, rows: pd.DataFrame, columns: Sequence[Column]) -> None:
    """Draw the two download buttons; the file is made when it is asked for."""
    with st.container(horizontal=True):
        st.download_button(
            here.t("table.xlsx"),
            lambda: sheets.to_xlsx(rows, columns, title=title, note=note(here), language=here.t.language),
            file_name=file_name(here, title, "xlsx"),
            mime=XLSX,
            key=f"{key}.xlsx",
            on_click="ignore",
        )
        st.download_button(
            here.t("table.csv"),
            lambda: sheets.to_csv(rows, columns, language=here.t.language),
            file_name=file_name(here, title, "csv"),
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


def note(here: Here) -> str:
    """Return what stands on every downloaded file: how far the figures reach, and what was filtered."""
    figures = here.load(queries.figures, here.asked)
    chosen = " ".join(here.filters.to_address().values()) or here.t("table.no_filter")
    return here.t("table.file_note", coverage=coverage.sentence(here, figures.coverage), filters=chosen)


def file_name(here: Here, title: str, ending: str) -> str:
    """Return a name for a downloaded file, without diacritics and with its month."""
    return f"{slug(title)[:60]}-{here.month}.{ending}"
