from __future__ import annotations

import streamlit as st

from dashboard.ui import coverage, session
from dashboard.ui.upload import sections

here = session.here()
t = here.t

st.title(t("upload.title"), anchor=False)
if not here.is_empty:
    coverage.line(here)
sections.draw(here)
