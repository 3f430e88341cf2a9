from __future__ import annotations

import streamlit as st

from dashboard.ui import overview, session
from dashboard.ui.person import adding, head, own_data, recording, story

here = session.here()
t = here.t
found = head.opened(here)

if here.is_empty:
    st.title(t("frame.pages.person"), anchor=False)
    overview.first_steps(here)
elif found is None:
    st.title(t("person.adding.title"), anchor=False)
    adding.draw(here)
else:
    head.draw(here, found)
    parts = {
        "story": story.draw,
        "dossier": story.dossier,
        "helping": story.helping,
        "recording": recording.draw,
        "own_data": own_data.draw,
    }
    tabs = st.tabs([t(f"person.tabs.{name}") for name in parts], key="person.tabs", on_change="rerun")
    for tab, part in zip(tabs, parts.values(), strict=True):
        if tab.open:
            with tab:
                part(here, found)
