"""What happened to a person: the events, the dossier with the life of each paper, helpers, remarks and ballots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dashboard.actions.people import law_of
from dashboard.definitions.rules import rules
from dashboard.definitions.stages import papers
from dashboard.documents.sheets import Column
from dashboard.documents.task_texts import left_text
from dashboard.domain.cases import ADMISSION
from dashboard.domain.deadlines import deadline
from dashboard.domain.rulebook import Rulebook
from dashboard.domain.votes import is_carried, votes_needed
from dashboard.queries.people import ballot_of
from dashboard.ui import tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.documents.sheets import Kind
    from dashboard.i18n import Translator
    from dashboard.queries.people import Record
    from dashboard.ui.session import Here


def draw(here: Here, found: Record) -> None:
    """Draw the events, the latest first; what was taken back stays to be seen."""
    t = here.t
    taken_back = {row["reverses"] for row in found.about["stage_event"] if row["reverses"]}
    rows = [_event(t, row, is_taken_back=row["id"] in taken_back) for row in found.about["stage_event"]]
    rows.sort(key=lambda row: (row["on_day"], row["number"]), reverse=True)
    _table(here, "person.story", rows, {"on_day": "date", "what": "text", "document": "text", "note": "text"})


def _event(t: Translator, row: Mapping[str, Any], *, is_taken_back: bool) -> dict[str, Any]:
    words = t(f"people.exit.{row['exit']}") if row["exit"] else t(f"people.stage.{row['stage']}")
    notes = [t("person.taken_back")] if is_taken_back else []
    notes += [t("person.gap")] if row["has_gap"] else []
    notes += [t(f"people.introduced_by.{row['introduced_by']}")] if row["introduced_by"] else []
    notes += [t("person.received", day=t.day(row["received_on"]))] if row["received_on"] else []
    notes += [t("person.ended", day=t.day(row["ends_on"]))] if row["ends_on"] else []
    notes += [row["reason"]] if row["reason"] else []
    what = t("person.reversal", what=words) if row["kind"] == "reverse" else words
    return {
        "number": row["id"],
        "on_day": row["on_day"],
        "what": what,
        "document": row["document_no"],
        "note": " · ".join(notes),
    }


def dossier(here: Here, found: Record) -> None:
    """Draw the checklist of the dossier: which papers are there, and until when they may be used."""
    rows = [_paper(here, found, code) for code in papers()]
    _table(
        here,
        "person.dossier",
        rows,
        {"there": "text", "paper": "text", "form": "text", "dated_on": "date", "document": "text", "life": "text"},
    )
    st.caption(here.t("person.dossier_hint"))


def _paper(here: Here, found: Record, code: str) -> dict[str, Any]:
    t, paper, latest = here.t, papers()[code], found.case.latest(code)
    row = {"there": "○", "paper": t(f"people.paper.{code}"), "form": paper.form, "dated_on": None}
    row |= {"document": None, "life": None}
    if latest is None:
        return row
    law = law_of(here.settings, here.today)
    end = deadline(law.book, paper.life, latest.dated_on, law.calendar) if paper.life else None
    life = f"{t.day(end.due_on)} ({left_text(t, end.days_left(here.today))})" if end else None
    return row | {"there": "●", "dated_on": latest.dated_on, "document": latest.number, "life": life}


def helping(here: Here, found: Record) -> None:
    """Draw who helps and helped, what is remarked month by month, and the ballots."""
    t = here.t
    st.header(t("person.helpers"), anchor=False)
    kinds: dict[str, Kind] = {"helper_name": "text", "from_on": "date", "to_on": "date", "document_no": "text"}
    _table(here, "person.helpers", list(reversed(found.about["helper"])), kinds)
    st.header(t("person.remarks"), anchor=False)
    said: dict[str, Kind] = {
        "month": "month",
        "helper_name": "text",
        "strengths": "text",
        "weaknesses": "text",
        "branch_comment": "text",
    }
    _table(here, "person.remarks", list(reversed(found.about["helper_review"])), said)
    st.header(t("person.votes"), anchor=False)
    book = Rulebook(rules(here.settings))
    rows = [_vote(t, book, row) for row in reversed(found.about["vote"])]
    _table(here, "person.votes", rows, {"held_on": "date", "about": "text", "figures": "text", "result": "text"})


def _vote(t: Translator, book: Rulebook, row: Mapping[str, Any]) -> dict[str, Any]:
    ballot = ballot_of(row)
    rule = book.find("admission_vote" if row["about"] == ADMISSION else "recognition_vote", row["held_on"])
    carried = is_carried(ballot, rule) if rule else None
    word = {True: "carried", False: "failed", None: "unclear"}[carried]
    needed = votes_needed(ballot.base, rule) if rule else None
    figures = t("person.ballot", in_favour=ballot.in_favour, base=ballot.base, needed=t.count(needed))
    about = t(f"people.about.{row['about']}")
    return {"held_on": row["held_on"], "about": about, "figures": figures, "result": t(f"person.result.{word}")}


def _table(here: Here, key: str, rows: Sequence[Mapping[str, Any]], kinds: Mapping[str, Kind]) -> None:
    if not rows:
        st.caption(here.t("person.nothing"))
        return
    columns = [Column(name, here.t(f"person.column.{name}"), kind) for name, kind in kinds.items()]
    tables.draw(here.t, key, pd.DataFrame(rows), columns, height="content")
