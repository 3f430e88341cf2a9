"""Typing in one school's month, or correcting it: what is understood is shown before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import queries
from dashboard.actions.plan import Options
from dashboard.actions.reports import plan_report, record_report
from dashboard.definitions import datasets
from dashboard.domain.months import Month, last_full_month
from dashboard.intake.messages import describe, sentence
from dashboard.intake.numbers import parse_count
from dashboard.intake.tables import Problem, Severity
from dashboard.ui import school_picker
from dashboard.ui.errors import reporting_errors
from dashboard.ui.values import plain, shown_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.actions.plan import Plan
    from dashboard.intake.readings import Reading
    from dashboard.ui.session import Here

MONTHS = 24
GROUPS = {
    "staff": ("staff_total", "staff_managers", "staff_teachers", "staff_other"),
    "members": (
        "members_total",
        "members_official",
        "members_probationary",
        "members_managers",
        "members_teachers",
        "members_other",
    ),
    "of_them": ("members_women", "members_ethnic_minority", "members_religious", "members_youth_union"),
    "moves": (
        "opening_total",
        "admitted",
        "transferred_in",
        "restored",
        "transferred_out",
        "died",
        "expelled",
        "struck_off",
        "left_party",
    ),
    "pool": ("outstanding_total", "sympathizer_total"),
}
"""The figures of a report in the order of the form."""


def draw(here: Here) -> None:
    """Draw the form of one school and month with what stands there now."""
    t = here.t
    st.write(t("upload.typing.hint"))
    code = school_picker.pick(here, "typing", here.filters.school)
    latest = last_full_month(here.today)
    months = [latest.plus(-back) for back in range(-1, MONTHS)]
    month = st.selectbox(
        t("upload.typing.month"),
        months,
        index=1,
        format_func=lambda one: t.month(one.first),
        key="typing.month",
        width=200,
    )
    if code is None or month is None:
        return
    card = here.load(queries.school_card, code, here.today)
    if card is not None:
        _form(here, int(str(card["id"])), str(card["name"]), code, month)


def _form(here: Here, school_id: int, name: str, code: str, month: Month) -> None:
    t = here.t
    stored = _stored(here, code, month)
    st.header(t("upload.typing.title", school=plain(name), month=t.month(month.first)), anchor=False)
    readings = {
        field: reading for group in GROUPS for field, reading in _fields(here, group, f"{code}.{month}", stored).items()
    }
    not_understood = [t(f"fields.{field}.label") for field, reading in readings.items() if reading.rule]
    counts = {field: reading.value if isinstance(reading.value, int) else None for field, reading in readings.items()}
    if not_understood:
        st.error(t("upload.typing.not_understood", fields=", ".join(not_understood)))
        st.button(t("upload.typing.save"), key="typing.save", type="primary", disabled=True)
    else:
        _judge(here, school_id, month, counts)


def _stored(here: Here, code: str, month: Month) -> Mapping[str, object]:
    rows = here.load(queries.school_reports, here.asked.at(month).of_school(code), 1)
    if rows.empty:
        return {}
    row = rows.iloc[0].dropna()
    return {field: int(row[field]) for field in datasets()["branch_report"].counts if field in row}


def _fields(here: Here, group: str, key: str, stored: Mapping[str, object]) -> dict[str, Reading]:
    t = here.t
    with st.container(border=True):
        st.subheader(t(f"upload.typing.group_{group}"), anchor=False)
        with st.grid(min_column_width=160):
            return {field: _field(here, field, f"typing.{key}.{field}", stored.get(field)) for field in GROUPS[group]}


def _field(here: Here, field: str, key: str, known: object) -> Reading:
    """Draw the box of a figure, and under it why its text is no count."""
    t, label = here.t, here.t(f"fields.{field}.label")
    with st.container():
        value = t.count(int(str(known))) if known is not None else ""
        text = st.text_input(label, value=value, key=key, placeholder=t("upload.typing.empty")) or ""
        reading = parse_count(text)
        if reading.rule:
            values = reading.values or {}
            fault = Problem(reading.rule, Severity.ERROR, field=field, value=text, header=label, values=values)
            st.error(plain(describe(fault, t)))
    return reading


def _judge(here: Here, school_id: int, month: Month, counts: Mapping[str, int | None]) -> None:
    t, now = here.t, here.settings.now()
    plan = plan_report(here.reader, school_id, month, counts, now)
    for problem in plan.problems:
        (st.warning if problem.severity is Severity.WARNING else st.error)(plain(sentence(problem, t)))
    if not plan.rejected:
        _echo(here, plan)
    # a report without a single figure says nothing, but its school would count as having reported
    may = plan.may_commit(Options()) and any(change.fields for change in plan.changes.rows)
    if st.button(t("upload.typing.save"), key="typing.save", type="primary", disabled=not may):
        with reporting_errors(t):
            outcome = record_report(here.database, here.principal, school_id, month, counts, now)
            if outcome.committed:
                st.toast(t("upload.typing.saved", upload_id=outcome.upload_id))
                st.rerun()


def _echo(here: Here, plan: Plan) -> None:
    t = here.t
    lines = [
        t(
            "upload.typing.understood",
            field=t(f"fields.{change.field}.label"),
            before=shown_value(t, change.before),
            after=shown_value(t, change.after),
        )
        for row in plan.changes.rows
        for change in row.fields
    ]
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))
    else:
        st.caption(t("upload.typing.nothing"))
