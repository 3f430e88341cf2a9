from __future__ import annotations

import streamlit as st

from dashboard.ui import overview, session, tasks

here = session.here()

st.title(here.t("tasks.title"), anchor=False)
if here.is_empty:
    overview.first_steps(here)
else:
    tasks.whole(here)
