"""What the letters of a file were: told in words, and changed by whoever knows better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.intake.encodings import alternatives, split_name

if TYPE_CHECKING:
    from dashboard.i18n import Translator
    from dashboard.intake.tables import Table
    from dashboard.ui.session import Here
    from dashboard.ui.upload.plans import Candidate


def told(t: Translator, table: Table) -> str | None:
    """Return what the letters of a table were; ``None`` for a workbook that was Unicode all along."""
    letters = table.letters or (split_name(table.encoding)[1] if table.encoding else None)
    if letters == "cp1252":
        return t("upload.understood.repaired", encoding=t("labels.letters.cp1252"))
    if letters or table.encoding in {"tcvn3", "vni"}:
        return t("upload.understood.converted", encoding=t(f"labels.letters.{letters or table.encoding}"))
    return t("upload.understood.encoding", encoding=_label(t, table.encoding)) if table.encoding else None


def ask(here: Here, one: Candidate) -> None:
    """Offer to read the letters otherwise, where the table has any that could be."""
    if one.options.encoding is None and all(cell.isascii() for row in one.table.rows for cell in row):
        return
    t = here.t
    with st.popover(t("upload.ask.encoding_wrong"), key=f"{one.key}.letters", type="tertiary"):
        st.selectbox(
            t("upload.ask.encoding"),
            alternatives(one.table.encoding),
            index=None,
            format_func=lambda name: _label(t, name),
            key=f"{one.key}.encoding",
            placeholder=_label(t, one.table.letters or one.table.encoding or "unicode"),
            persist_state="session",
        )


def _label(t: Translator, name: str) -> str:
    base, letters = split_name(name)
    return t(f"labels.letters.{letters}") if letters else t(f"labels.encoding.{base.replace('-', '_')}")
