"""What was understood of a table, what is wrong with it and where, and what it would change."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard.documents.sheets import Column
from dashboard.intake.messages import describe
from dashboard.ui import tables
from dashboard.ui.upload import encodings
from dashboard.ui.values import plain, shown_total, shown_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.intake.tables import MatchedColumn, Problem
    from dashboard.ui.session import Here
    from dashboard.ui.upload.plans import Candidate

FIRST = 3
"""The same fault in many rows is told with its first places; the rest is a number."""


def state(here: Here, one: Candidate) -> str:
    """Return in a few words how a table stands."""
    t, plan = here.t, one.plan
    if plan.duplicate_of is not None:
        return t("upload.state.duplicate")
    if plan.questions and not plan.may_commit(one.options):
        schools = [question for question in plan.questions if question.kind == "school"]
        if len(schools) == len(plan.questions):
            return t("upload.state.schools", count=len(schools))
        return t("upload.state.questions", count=len(plan.questions))
    if plan.rejected and not plan.may_commit(one.options):
        return t("upload.state.refused", count=plan.refused_rows)
    return t("upload.state.ready" if plan.changes_anything else "upload.state.nothing")


def why_not(here: Here, one: Candidate) -> str:
    """Return what stands in the way of writing."""
    plan, t = one.plan, here.t
    if plan.questions:
        return t("upload.why.questions")
    if plan.rejected:
        return t("upload.why.refused")
    return t("upload.why.nothing")


def summary(here: Here, candidates: Sequence[Candidate]) -> None:
    """Draw one line for each of several files."""
    t = here.t
    rows = pd.DataFrame(
        [
            {
                "name": one.plan.name,
                "sheet": one.table.sheet or "",
                "state": state(here, one),
                "rows": one.plan.rows_read,
            }
            | one.plan.changes.counts()
            for one in candidates
        ]
    )
    columns = [Column(name, t(f"upload.summary.{name}"), "text") for name in ("name", "sheet", "state")]
    columns += [
        Column(name, t(f"upload.summary.{name}"), "count") for name in ("rows", "new", "changed", "unchanged", "absent")
    ]
    tables.draw(t, "upload.summary", rows, columns)


def understood(here: Here, one: Candidate) -> None:
    """Say what the table was read as, and which column is which."""
    t, plan = here.t, one.plan
    told = [
        t(f"labels.dataset.{plan.dataset}") if plan.dataset else t("upload.understood.no_dataset"),
        t("upload.understood.month", month=t.month(plan.month.first)) if plan.month else None,
        t("upload.understood.rows", count=t.count(plan.rows_read), row=one.table.header_row),
        encodings.told(t, one.table),
    ]
    st.write(" · ".join(text for text in told if text))
    if plan.matching.columns:
        with st.expander(t("upload.understood.columns", count=len(plan.matching.columns)), key=f"{one.key}.columns"):
            _columns(here, one)


def _columns(here: Here, one: Candidate) -> None:
    t, matching = here.t, one.plan.matching
    lines = [
        f"- {plain(column.header)} → **{t(f'fields.{column.field}.label')}**{_how(here, column)}"
        for column in matching.columns
    ]
    ignored = [column.header for column in matching.open_columns if not column.asked and column.header]
    st.markdown("\n".join(lines))
    if ignored:
        st.caption(t("upload.understood.ignored", headers=", ".join(ignored)))


def _how(here: Here, column: MatchedColumn) -> str:
    """Say where a column's meaning comes from, if its heading alone does not tell it."""
    return f" ({here.t(f'upload.understood.{column.how}')})" if column.how in {"remembered", "proved"} else ""


def problems(here: Here, one: Candidate) -> None:
    """List errors and questions by place, then warnings; the same fault in many rows is told once."""
    for title, found, box in (
        ("upload.problems.rejected", one.plan.rejected, st.error),
        ("upload.problems.warnings", one.plan.warnings, st.warning),
    ):
        if found:
            lines = "\n".join(f"- {line}" for line in _told(here, found))
            box(f"**{here.t(title, count=len(found))}**\n\n{lines}")


def _told(here: Here, found: Sequence[Problem]) -> list[str]:
    by_rule = defaultdict[tuple[str, str | None], list["Problem"]](list)
    for problem in found:
        by_rule[problem.rule, problem.field].append(problem)
    lines = []
    for same in by_rule.values():
        lines += [plain(describe(problem, here.t)) for problem in same[:FIRST]]
        if len(same) > FIRST:
            lines.append(here.t("upload.problems.more", count=here.t.count(len(same) - FIRST)))
    return lines


def totals(here: Here, one: Candidate) -> None:
    """Say how the total row agrees with the sum of the rows."""
    t = here.t
    for total in one.plan.totals:
        field = t(f"fields.{total.field}.label")
        key = "upload.totals.agrees" if total.agrees else "upload.totals.differs"
        stated, summed = (shown_total(t, text, total.field) for text in (total.stated, total.sum))
        st.caption(t(key, row=total.row, field=field, stated=stated, sum=summed))


def changes(here: Here, one: Candidate) -> None:
    """Draw the four counts, and every changed field before and after."""
    t, found = here.t, one.plan.changes
    if not found.rows:
        return
    with st.grid(min_column_width=120):
        for kind, count in found.counts().items():
            st.metric(t(f"upload.changes.{kind}"), t.count(count), border=True)
    if found.absent:
        st.info(t("upload.changes.absent_names", names=", ".join(found.absent[:10])))
    rows = [
        {
            "row": row.row,
            "label": row.label,
            "kind": t(f"upload.changes.{row.kind}"),
            "field": t(f"fields.{change.field}.label"),
        }
        | {"before": shown_value(t, change.before, change.field), "after": shown_value(t, change.after, change.field)}
        for row in found.rows
        for change in row.fields
    ]
    if rows:
        with st.expander(t("upload.changes.fields", count=t.count(len(rows))), key=f"{one.key}.changes"):
            _field_table(here, one, rows)


def _field_table(here: Here, one: Candidate, rows: Sequence[Mapping[str, object]]) -> None:
    t = here.t
    names = ("label", "kind", "field", "before", "after")
    columns = [Column("row", t("upload.changes.column_row"), "count")]
    columns += [Column(name, t(f"upload.changes.column_{name}"), "text") for name in names]
    tables.draw(t, f"{one.key}.fields", pd.DataFrame(rows), columns)
