"""The ASGI entry: Streamlit's server with our routes, middleware and lifespan around the frame.

``st.App`` must stand literally at module level: Streamlit reads this source to find it.
"""

from __future__ import annotations

import streamlit as st

from dashboard.ui import shell
from dashboard.ui.site import FRAME

shell.configure_logging()
shell.require_loopback()

app = st.App(
    FRAME,
    routes=shell.routes(),
    middleware=shell.middleware(),
    exception_handlers=shell.exception_handlers(),
    lifespan=shell.lifespan,
)
