"""A small app behind the real shell that shows every widget whose words the shell translates."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.ui import shell

shell.configure_logging()
shell.require_loopback()

app = st.App(
    Path(__file__).parent / "frame.py",
    routes=shell.routes(),
    middleware=shell.middleware(),
    exception_handlers=shell.exception_handlers(),
    lifespan=shell.lifespan,
)
