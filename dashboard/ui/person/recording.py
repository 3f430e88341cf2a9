"""Recording what was done: a step, an exit, a helper, a remark, a ballot, a paper, and taking a wrong step back."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.actions.moving import Move, leave, move, take_back
from dashboard.actions.people import Acting
from dashboard.definitions.stages import stages
from dashboard.documents.objection_texts import objection_text
from dashboard.domain.histories import standing_events
from dashboard.domain.moves import Way, exits_from, stages_from
from dashboard.domain.text import undirected
from dashboard.errors import StepRefused
from dashboard.ui.errors import reporting_errors
from dashboard.ui.person import dossiers
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from dashboard.queries.people import Record
    from dashboard.ui.session import Here

INTRODUCERS = ("youth_union", "trade_union", "branch")


def acting(here: Here) -> Acting:
    """Return who acts, now."""
    return Acting(here.database, here.principal, here.settings.now(), here.settings)


def day_input(here: Here, label: str, key: str, given: date | None = None) -> date | None:
    """Ask for a day up to today; nothing chosen is ``None``. A day that is recorded is shown, whichever it is."""
    first, last = here.today.replace(year=here.today.year - 100, day=1), here.today
    chosen: date | None = st.date_input(
        here.t(label),
        given,
        min_value=min(given or first, first),
        max_value=max(given or last, last),
        format="DD/MM/YYYY",
        key=key,
    )
    return chosen


@contextmanager
def reporting_refusals(here: Here) -> Iterator[None]:
    """Show why a step is refused, each reason with its source; other errors as everywhere."""
    with reporting_errors(here.t):
        try:
            yield
        except StepRefused as refused:
            given = refused.values["objections"]
            objections = given if isinstance(given, tuple) else ()
            lines = [f"- {plain(objection_text(here.t, objection))}" for objection in objections]
            hint = [] if any(one.is_final for one in objections) else [here.t("person.old_record_hint")]
            st.error("\n".join([here.t("errors.step_refused"), "", *lines, "", *hint]))


def do(here: Here, act: Callable[[], object]) -> None:
    """Do something and draw the page anew; say why where it is refused."""
    with reporting_refusals(here):
        act()
        st.toast(here.t("person.done"))
        st.rerun()


def draw(here: Here, found: Record) -> None:
    """Draw the form of what the viewer wants to record."""
    t = here.t
    forms: dict[str, Callable[[Here, Record], None]] = {
        "move": _move,
        "helper": dossiers.helper,
        "remark": dossiers.remarks,
        "paper": dossiers.paper,
        "vote": dossiers.vote,
        "exit": _exit,
        "back": _back,
    }
    chosen = st.segmented_control(
        t("person.what"),
        list(forms),
        default="move",
        required=True,
        format_func=lambda name: t(f"person.form.{name}"),
        key="person.what",
    )
    forms[chosen](here, found)


def _move(here: Here, found: Record) -> None:
    t, key = here.t, f"person.move.{_seen(found)}"
    old_record = st.checkbox(t("person.old_record"), key=f"{key}.old", help=t("person.old_record_help"))
    ways = stages_from(found.case.state, old_record=old_record)
    if not ways:
        st.info(t("person.no_way"))
        return
    # what comes next stands first, the ways back last
    ordered = sorted(ways, key=lambda code: (ways[code] is not Way.FORWARD, stages()[code].place))
    to = st.selectbox(
        t("person.to"),
        ordered,
        format_func=lambda code: f"{t(f'people.stage.{code}')} ({t(f'people.way.{ways[code]}')})",
        key=f"{key}.to",
    )
    day = day_input(here, "person.day", f"{key}.day", here.today)
    number = st.text_input(t("person.number"), key=f"{key}.number")
    received = day_input(here, "person.received_on", f"{key}.received") if to == "admission_decided" else None
    ends = day_input(here, "person.ends_on", f"{key}.ends") if to == "class_enrolled" else None
    by = _introduced_by(here, key) if to == "outstanding" else None
    reason = st.text_input(t("person.reason"), key=f"{key}.reason") if ways[to] is Way.BACKWARD else ""
    if st.button(t("person.record"), key=f"{key}.do", type="primary", disabled=day is None) and day:
        wanted = Move(
            found.row["id"],
            to,
            day,
            seen=_seen(found),
            number=undirected(number),
            received_on=received,
            ends_on=ends,
            introduced_by=by,
            reason=undirected(reason),
            is_old_record=old_record,
        )
        do(here, lambda: move(acting(here), wanted))


def _seen(found: Record) -> int | None:
    return found.case.state.event_id if found.case.state else None


def _introduced_by(here: Here, key: str) -> str | None:
    chosen: str | None = st.selectbox(
        here.t("fields.introduced_by.label"),
        INTRODUCERS,
        index=None,
        format_func=lambda code: here.t(f"people.introduced_by.{code}"),
        key=f"{key}.by",
        placeholder=here.t("labels.unknown"),
    )
    return chosen


def _exit(here: Here, found: Record) -> None:
    t, key = here.t, f"person.exit.{_seen(found)}"
    ways = exits_from(found.case.state)
    if not ways:
        st.info(t("person.no_way"))
        return
    to = st.selectbox(t("person.how"), ways, format_func=lambda code: t(f"people.exit.{code}"), key=f"{key}.to")
    day = day_input(here, "person.day", f"{key}.day", here.today)
    number = st.text_input(t("person.number"), key=f"{key}.number")
    reason = st.text_input(t("person.reason"), key=f"{key}.reason")
    if st.button(t("person.record"), key=f"{key}.do", type="primary", disabled=day is None) and day:
        wanted = Move(
            found.row["id"],
            to,
            day,
            seen=_seen(found),
            number=undirected(number),
            reason=undirected(reason),
        )
        do(here, lambda: leave(acting(here), wanted))


def _back(here: Here, found: Record) -> None:
    """Offer to take the last event back."""
    t, standing = here.t, standing_events(found.case.events)
    if not standing:
        st.info(t("person.no_way"))
        return
    last = standing[-1]
    words = t(f"people.exit.{last.exit}") if last.exit else t(f"people.stage.{last.stage}")
    st.write(t("person.last_event", what=words, day=t.day(last.on_day)))
    reason = st.text_input(t("person.reason"), key=f"person.back.{last.id}.reason")
    if st.button(t("person.take_back"), key=f"person.back.{last.id}.do"):
        do(here, lambda: take_back(acting(here), found.row["id"], last.id, undirected(reason)))
