from __future__ import annotations

import streamlit as st

from dashboard.ui import overview, session
from dashboard.ui.pipeline import sections, top

here = session.here()
t = here.t

st.title(t("pipeline.title"), anchor=False)
if here.is_empty:
    overview.first_steps(here)
else:
    on = top.day(here)
    if top.has_people(here, on):
        top.figures(here, on)
        top.stages(here, on)
        sections.draw(here, on)
    else:
        top.nobody(here, on)
