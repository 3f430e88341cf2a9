"""How each table stands: in a few words, as one line of several, and what is in the way of writing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard.documents.sheets import Column
from dashboard.ui import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.actions.plan import Question
    from dashboard.ui.session import Here
    from dashboard.ui.upload.plans import Candidate

_WRITTEN = "files.written"
AT_ONCE = 15
"""So many files are seen without moving the table."""


def remember_written(upload_id: int | None) -> None:
    """Remember that this session has just written an upload."""
    st.session_state.setdefault(_WRITTEN, set()).add(upload_id)


def just_written(one: Candidate) -> bool:
    """Tell whether this session has just written the table."""
    return one.plan.duplicate_of in st.session_state.get(_WRITTEN, ())


def state(here: Here, one: Candidate) -> str:
    """Return in a few words how a table stands."""
    t, plan = here.t, one.plan
    if plan.duplicate_of is not None:
        return t("upload.state.written" if just_written(one) else "upload.state.duplicate")
    if plan.may_commit(one.options):
        return t("upload.state.ready")
    asked = _asked(one)
    if asked:
        only_schools = all(question.kind == "school" for question in asked)
        return t("upload.state.schools" if only_schools else "upload.state.questions", count=len(asked))
    if refused := _refused(one):
        return t("upload.state.refused", count=t.count(refused))
    return t(f"upload.state.{_obstacle(one)}")


def _asked(one: Candidate) -> list[Question]:
    return [question for question in one.plan.questions if question.kind not in {"totals", "confirm", "absent"}]


def _refused(one: Candidate) -> int:
    """Return how many rows stay out; a fault of no row, such as a missing column, keeps all of them out."""
    everywhere = any(problem.row is None for problem in one.plan.rejected)
    return one.plan.rows_read if everywhere else one.plan.refused_rows


def _obstacle(one: Candidate) -> str:
    """Return what stands in the way where nothing is asked and no row is refused."""
    kinds = {question.kind for question in one.plan.questions}
    if not one.plan.changes_anything:
        return "nothing" if one.plan.accepted else "no_rows"
    return "totals" if "totals" in kinds else "confirm"


def why_not(here: Here, one: Candidate) -> str:
    """Return what stands in the way of writing, and what to do about it."""
    if _asked(one):
        return here.t("upload.why.questions")
    return here.t(f"upload.why.{'refused' if _refused(one) else _obstacle(one)}")


def summary(here: Here, candidates: Sequence[Candidate]) -> None:
    """Draw one line for each of several tables."""
    t = here.t
    rows = [_line(here, one) for one in candidates]
    texts = ("name", "sheet", "state") if any(one.sheet for one in candidates) else ("name", "state")
    columns = [Column(name, t(f"upload.summary.{name}"), "text") for name in texts]
    columns += [
        Column(name, t(f"upload.summary.{name}"), "count") for name in ("rows", "new", "changed", "unchanged", "absent")
    ]
    fits = len(rows) <= AT_ONCE
    tables.draw(t, "upload.summary", pd.DataFrame(rows), columns, height="content" if fits else "auto")


def _line(here: Here, one: Candidate) -> dict[str, object]:
    told = {"name": one.plan.name, "sheet": one.sheet or "", "state": state(here, one), "rows": one.plan.rows_read}
    return told | one.plan.changes.counts()
