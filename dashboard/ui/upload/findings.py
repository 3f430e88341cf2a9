"""What was understood of a table, what is wrong with it and where, and what it would change."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard.actions.faults import faulty_rows
from dashboard.actions.people_stated import LISTS
from dashboard.documents.sheets import Column
from dashboard.intake.messages import describe
from dashboard.intake.tables import Severity
from dashboard.ui import tables
from dashboard.ui.upload import answers, encodings, mending
from dashboard.ui.values import field_label, plain, shown_total, shown_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.i18n import Translator
    from dashboard.intake.tables import MatchedColumn, Problem, TotalCheck
    from dashboard.ui.session import Here
    from dashboard.ui.upload.plans import Candidate

FIRST = 3
"""The same fault in many rows is told with its first places; the rest is a number."""


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
    if one.table.hidden:
        st.caption(t("upload.understood.hidden", sheets=plain(", ".join(one.table.hidden))))
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
        st.caption(t("upload.understood.ignored", headers=plain(", ".join(ignored))))


def _how(here: Here, column: MatchedColumn) -> str:
    """Say where a column's meaning comes from, if its heading alone does not tell it."""
    return (
        f" ({here.t(f'upload.understood.{column.how}')})"
        if column.how in {"remembered", "proved", "crossed", "joined"}
        else ""
    )


def problems(here: Here, one: Candidate) -> None:
    """List errors and questions by place, then warnings; what is asked or can be mended below is told there."""
    t = here.t
    rejected, rows = told_only_here(one), faulty_rows(one.plan)
    if rows and len(rejected) < len(one.plan.rejected):
        st.error(t("upload.problems.mend", count=t.count(len(rows))))
    for title, found, box in (
        ("upload.problems.rejected", rejected, st.error),
        ("upload.problems.warnings", one.plan.warnings, st.warning),
    ):
        if found:
            lines = "\n".join(f"- {line}" for line in _told(here, found))
            box(f"**{t(title, count=t.count(len(found)))}**\n\n{lines}")


def told_only_here(one: Candidate) -> list[Problem]:
    """Return the errors and questions of a table that neither a question nor a box to type in tells."""
    asked = {question.kind for question in one.plan.questions}
    rows = answers.asked_rows(one)
    mended = mending.told(one.plan)
    return [
        problem
        for problem in one.plan.rejected
        if not (problem.rule == "month_missing" and "period" in asked)
        and not (problem.row in rows and problem.severity is Severity.QUESTION)
        and problem not in mended
    ]


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
    """Say whether the total row agrees with the sum of the rows; each figure is told when asked for."""
    t, found = here.t, one.plan.totals
    if not found:
        return
    differing = sum(not total.agrees for total in found)
    title = t(
        "upload.totals.some_differ" if differing else "upload.totals.all_agree",
        row=found[0].row,
        count=t.count(len(found)),
        differing=t.count(differing),
    )
    with st.expander(title, key=f"{one.key}.totals"):
        st.markdown("\n".join(f"- {_total(t, total)}" for total in found))


def _total(t: Translator, total: TotalCheck) -> str:
    stated, summed = (plain(shown_total(t, text, total.field)) for text in (total.stated, total.sum))
    key = "upload.totals.agrees" if total.agrees else "upload.totals.differs"
    return t(key, field=t(f"fields.{total.field}.label"), stated=stated, sum=summed)


def changes(here: Here, one: Candidate) -> None:
    """Draw the four counts, and every changed field before and after."""
    t, found = here.t, one.plan.changes
    if not found.rows:
        return
    with st.grid(min_column_width=120):
        for kind, count in found.counts().items():
            st.metric(t(f"upload.changes.{kind}"), t.count(count), border=True)
    if found.absent and not one.plan.absent:
        st.info(t("upload.changes.absent_names", names=plain(", ".join(found.absent[:10]))))
    rows = [
        {
            "row": row.row,
            "label": row.label,
            "kind": t(f"upload.changes.{row.kind}"),
            "field": field_label(t, change.field),
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
    if one.plan.dataset in LISTS:
        columns[1] = Column("label", t("upload.changes.column_person"), "text")
    tables.draw(t, f"{one.key}.fields", pd.DataFrame(rows), columns)
