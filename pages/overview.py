from __future__ import annotations

import streamlit as st

from dashboard.ui import cards, coverage, exhibits, navigate, overview, pictures, session, tasks

here = session.here()
t = here.t

st.title(t("overview.title"), anchor=False)
if here.is_empty:
    overview.first_steps(here)
else:
    coverage.line(here)
    cards.headline(here)
    exhibits.show(here, pictures.lowest)
    navigate.link("members", t("overview.go_to_members"))
    tasks.brief(here)
    exhibits.show(here, pictures.ratio_trend)
    left, right = st.columns(2)
    with left:
        overview.what_changed(here)
    with right:
        overview.who_is_missing(here)
