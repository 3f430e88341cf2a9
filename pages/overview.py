from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.ui import cards, coverage, exhibits, navigate, overview, pictures, session

here = session.here()
t = here.t

st.title(t("overview.title"), anchor=False)
if here.is_empty:
    overview.first_steps(here)
else:
    coverage.line(here)
    figures = here.load(queries.figures, here.asked)
    before = here.load(queries.figures, here.asked.at(here.month.plus(-1)))
    cards.headline(here, figures, before)
    exhibits.show(here, pictures.lowest(here))
    navigate.link("members", t("overview.go_to_members"))
    exhibits.show(here, pictures.ratio_trend(here))
    left, right = st.columns(2)
    with left:
        overview.what_changed(here)
    with right:
        overview.who_is_missing(here)
