from __future__ import annotations

import streamlit as st

from dashboard.ui import coverage, members, overview, session

here = session.here()
t = here.t

st.title(t("members.title"), anchor=False)
if here.is_empty:
    overview.first_steps(here)
elif here.filters.school:
    coverage.line(here)
    members.school(here, here.filters.school)
else:
    coverage.line(here)
    members.all_schools(here)
    members.comparisons(here)
