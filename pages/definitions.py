from __future__ import annotations

import streamlit as st

from dashboard.ui import definitions, rulebook, session

here = session.here()
t = here.t

st.title(t("definitions.title"), anchor=False)
st.write(t("definitions.intro"))
definitions.freshness(here)
definitions.rules(here)
definitions.indicators(here)
rulebook.in_force(here)
definitions.checks(here)
