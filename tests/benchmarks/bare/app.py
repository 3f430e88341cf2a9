"""A bare Streamlit app behind our compression alone: the baseline of memory and of bytes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.ui import shell
from dashboard.ui.shell.static_files import CompressStatic

shell.configure_logging()

app = st.App(Path(__file__).parent / "frame.py", routes=shell.routes(), middleware=[Middleware(CompressStatic)])
