"""The one place that tells people what went wrong."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st
import structlog

from dashboard.errors import DashboardError
from dashboard.intake.messages import told
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.i18n import Translator

_log = structlog.get_logger(__name__)


def sentence(t: Translator, error: DashboardError) -> str:
    """Return what an error says, with the words of files and forms in it as they are."""
    return told(error, t, plain)


@contextmanager
def reporting_errors(t: Translator) -> Iterator[None]:
    """Show an error that the user can act on as a sentence; anything else goes on to the frame."""
    try:
        yield
    except DashboardError as error:
        st.error(sentence(t, error))


@contextmanager
def staying_calm(t: Translator) -> Iterator[None]:
    """Show one calm sentence for our own faults, and keep them loud in the log."""
    try:
        with reporting_errors(t):
            yield
    except Exception:  # noqa: BLE001 (every page ends here: the log is told all, the viewer one sentence)
        _log.exception("page_failed")
        st.error(t("frame.our_fault"))
