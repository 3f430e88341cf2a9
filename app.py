"""The ASGI entry: Streamlit's server with our routes, middleware and lifespan around the frame.

``st.App`` must stand literally at module level: Streamlit reads this source to find it.
"""

from __future__ import annotations

import streamlit as st

from dashboard.settings import load
from dashboard.ui import shell
from dashboard.ui.site import FRAME

office = load()
shell.configure_logging(office.log_level)
shell.require_loopback()

app = st.App(
    FRAME,
    routes=shell.routes(office.lang),
    middleware=shell.middleware(office.lang),
    exception_handlers=shell.exception_handlers(office.lang),
    lifespan=shell.lifespan,
)
