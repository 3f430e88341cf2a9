from __future__ import annotations

import streamlit as st

from dashboard.ui import definitions, rulebook, session

here = session.here()
t = here.t

st.title(t("definitions.title"), anchor=False)
st.write(t("definitions.intro"))
definitions.freshness(here)
parts = {
    "definitions.figures": (definitions.rules, definitions.indicators, definitions.people),
    "rules.heading": (rulebook.in_force,),
    "definitions.checks": (definitions.checks,),
}
tabs = st.tabs([t(title) for title in parts], key="definitions.tabs", on_change="rerun")
for tab, draws in zip(tabs, parts.values(), strict=True):
    if tab.open:
        with tab:
            for draw in draws:
                draw(here)
