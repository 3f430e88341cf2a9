from __future__ import annotations

import streamlit as st

from dashboard.ui import coverage, members, navigate, overview, session

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
    if school := members.all_schools(here):
        navigate.to_school(school)
    members.comparisons(here)
