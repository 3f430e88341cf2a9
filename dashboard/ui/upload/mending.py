"""Mending faulty cells in place: the rows that stay out with a box for each cell, and what was mended so far.

What was typed is kept beside the boxes, which come and go with the faults, until the file leaves the uploader.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.actions.faults import faulty_rows, first_of
from dashboard.definitions import checks
from dashboard.intake.messages import sentence
from dashboard.intake.readings import TURNED
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from dashboard.actions.editing import Cell, Edit
    from dashboard.actions.faults import FaultyCell, FaultyRow
    from dashboard.actions.plan import Plan
    from dashboard.i18n import Translator
    from dashboard.intake.tables import Problem
    from dashboard.ui.session import Here
    from dashboard.ui.upload.plans import Candidate

MOST_CELLS = 20
"""So many boxes at once; the next rows come when these are mended."""
_EDITS = "upload.edits"


def edits_of(key: str) -> dict[Cell, str]:
    """Return what was typed over the cells of a table."""
    return dict(_all().get(key, {}))


def keep_only(keys: Collection[str]) -> None:
    """Forget the edits of all other tables, whose files are no longer there."""
    for key in [key for key in _all() if key not in keys]:
        del _all()[key]


def _all() -> dict[str, dict[Cell, str]]:
    edits: dict[str, dict[Cell, str]] = st.session_state.setdefault(_EDITS, {})
    return edits


def draw(here: Here, one: Candidate) -> None:
    """Draw the boxes of the first faulty rows, and below them every edit with the way back."""
    rows = faulty_rows(one.plan)
    if rows:
        _form(here, one, rows)
    if one.plan.edits:
        _edited(here, one)


def told(plan: Plan) -> list[Problem]:
    """Return the problems that the boxes tell; none while there are more rows than boxes, which a list sums up."""
    rows = faulty_rows(plan)
    fits = len(first_of(rows, MOST_CELLS)) == len(rows)
    return [problem for row in rows for problem in row.problems] if fits else []


def _form(here: Here, one: Candidate, rows: Sequence[FaultyRow]) -> None:
    t, key, at_once = here.t, one.key, [_left_open(row) for row in first_of(rows, MOST_CELLS)]
    in_file = {column.field for column in one.plan.matching.columns}
    with st.form(f"{key}.mend"):
        st.markdown(f"**{t('upload.mend.title', count=t.count(len(rows)))}**")
        st.caption(t("upload.mend.hint"))
        for row in at_once:
            _row(t, key, row, in_file)
        if len(rows) > len(at_once):
            st.caption(t("upload.mend.more", count=t.count(len(rows) - len(at_once))))
        cells = [cell for row in at_once for cell in row.cells]
        st.form_submit_button(
            t("upload.mend.again"), on_click=_keep, args=(key, cells), key=f"{key}.mend.again", type="primary"
        )


def _left_open(row: FaultyRow) -> FaultyRow:
    """Return the row with the cells that are turned round as doubtful: what is read may be what was meant, or not."""
    turned = {problem.field for problem in row.problems if problem.rule == TURNED.rule}
    cells = (replace(cell, doubtful=True) if cell.field in turned else cell for cell in row.cells)
    return replace(row, cells=tuple(cells))


def _row(t: Translator, key: str, row: FaultyRow, in_file: Collection[str]) -> None:
    with st.container(border=True):
        st.markdown(f"**{t('upload.mend.row', row=row.row, school=plain(row.school)).rstrip(' ·')}**")
        st.markdown("\n\n".join(plain(sentence(problem, t)) for problem in row.problems))
        if any(_compares_stored(problem, in_file) for problem in row.problems):
            st.caption(t("upload.mend.stored"))
        with st.grid(min_column_width=160):
            for cell in row.cells:
                _cell(t, key, cell)


def _compares_stored(problem: Problem, in_file: Collection[str]) -> bool:
    """Tell whether a check compares figures that the file does not state but the stored report does."""
    check = checks().get(problem.rule)
    return check is not None and any(field in check.fields for field in set(problem.values) - set(in_file))


def _cell(t: Translator, key: str, cell: FaultyCell) -> None:
    with st.container():
        st.text_input(
            t("upload.mend.cell", header=plain(cell.header), column=cell.column),
            value=_prefilled(cell),
            key=_box(key, cell.cell),
            placeholder=cell.text if cell.doubtful else t("upload.typing.empty"),
        )
        if cell.is_edited:
            st.caption(t("upload.mend.read", value=plain(cell.read) or t("upload.mend.blank")))


def _prefilled(cell: FaultyCell) -> str:
    """Return what stands in the box; one whose text has two meanings is left open, so that any answer is an edit."""
    return "" if cell.doubtful else cell.text


def _box(key: str, cell: Cell) -> str:
    row, column = cell
    return f"{key}.mend.{row}.{column}"


def _keep(key: str, cells: Sequence[FaultyCell]) -> None:
    """Keep every box in which something else was typed than it held."""
    kept = _all().setdefault(key, {})
    for cell in cells:
        typed = str(st.session_state.get(_box(key, cell.cell)) or "").strip()
        if typed != _prefilled(cell):
            kept[cell.cell] = typed


def _edited(here: Here, one: Candidate) -> None:
    t, edits = here.t, one.plan.edits
    with st.expander(t("upload.mend.edited", count=t.count(len(edits))), key=f"{one.key}.edited"):
        st.caption(t("upload.mend.original_kept"))
        for edit in edits:
            _edit(t, one.key, edit)
        if len(edits) > 1:
            st.button(
                t("upload.mend.take_all_back"), on_click=_take_back, args=(one.key, edits), key=f"{one.key}.unmend"
            )


def change(t: Translator, edit: Edit) -> str:
    """Return the sentence of an edit: where, what the file has, what was typed."""
    before, after = (plain(text) or t("upload.mend.blank") for text in (edit.before, edit.after))
    place = {"row": edit.row, "column": edit.column, "header": plain(edit.header)}
    return t("upload.mend.change", before=before, after=after, **place)


def _edit(t: Translator, key: str, edit: Edit) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(change(t, edit), width="content")
        st.button(
            t("upload.mend.take_back", column=edit.column, row=edit.row),
            on_click=_take_back,
            args=(key, (edit,)),
            key=f"{key}.unmend.{edit.row}.{edit.column}",
            type="tertiary",
        )


def _take_back(key: str, edits: Sequence[Edit]) -> None:
    for edit in edits:
        _all().get(key, {}).pop(edit.cell, None)
        st.session_state.pop(_box(key, edit.cell), None)
