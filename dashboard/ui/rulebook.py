"""The rules in force today, with their values, sources and how sure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard.definitions.rules import rules
from dashboard.documents import rule_texts
from dashboard.documents.sheets import Column
from dashboard.domain.rulebook import Rulebook
from dashboard.domain.text import fold
from dashboard.ui import tables

if TYPE_CHECKING:
    from dashboard.definitions.rules import Rule
    from dashboard.i18n import Translator
    from dashboard.ui.session import Here

COLUMNS = ("value", "rule", "source", "mark", "force", "starts", "meaning", "notes")


def in_force(here: Here) -> None:
    """Draw the rules in force today that the search lets through, and below what is not confirmed."""
    t = here.t
    found = Rulebook(rules(here.settings)).on(here.today)
    st.header(t("rules.heading"), anchor=False)
    st.write(t("rules.intro", day=t.day(here.today)))
    rows = pd.DataFrame([_row(t, rule) for rule in found.rules.values()], columns=list(COLUMNS))
    _table(t, rows[_matching(rows, _typed(t))])
    if found.missing:
        st.write(rule_texts.missing_text(t, found.day, found.missing))
    st.caption(rule_texts.calendar_text(t, here.settings))
    st.subheader(t("rules.open_points"), anchor=False)
    st.markdown("\n".join(f"- {point}" for point in rule_texts.open_points(t, tuple(found.rules.values()))))


def _typed(t: Translator) -> list[str]:
    typed = st.text_input(
        t("rules.search"), key="definitions.rules_search", type="search", live=True, placeholder=t("rules.search_hint")
    )
    return fold(typed or "").split()


def _matching(rows: pd.DataFrame, words: list[str]) -> pd.Series[bool]:
    folded = (rows["rule"] + " " + rows["source"] + " " + rows["value"]).map(fold)
    return folded.map(lambda text: all(word in text for word in words)).astype(bool)


def _table(t: Translator, rows: pd.DataFrame) -> None:
    if rows.empty:
        st.info(t("rules.nothing_found"))
        return
    columns = [Column(name, t(f"rules.column.{name}"), "text") for name in COLUMNS]
    chosen = tables.draw(t, "definitions.rules", rows, columns, clickable=True)
    if chosen is None or chosen >= len(rows):
        st.caption(t("rules.tick"))
    else:
        _whole(t, rows.iloc[chosen])


def _whole(t: Translator, row: pd.Series[str]) -> None:
    """Write everything about one rule, which its row in the table is too narrow for."""
    told = [f"{t(f'rules.column.{name}')}: {row[name]}" for name in COLUMNS if name != "rule" and row[name]]
    with st.container(border=True):
        st.markdown("  \n".join([f"**{row['rule']}**", *told]))


def _row(t: Translator, rule: Rule) -> tuple[str, ...]:
    return (
        rule_texts.value_text(t, rule),
        t(f"rules.rule.{rule.code}.title"),
        rule_texts.source_text(t, rule),
        t(f"rules.mark.{rule.confidence}"),
        rule_texts.force_text(t, rule),
        rule_texts.starts_text(t, rule),
        t(f"rules.rule.{rule.code}.meaning"),
        " ".join(rule_texts.notes(t, rule)),
    )
