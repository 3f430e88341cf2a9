"""The shell around Streamlit: what every request passes before and after Streamlit's server.

``app.py`` hands ``routes``, ``middleware``, ``exception_handlers`` and ``lifespan`` to ``st.App``. From the outside
in: security headers, the log, the host check, the mark that the frame asks for, the redirect of the default page,
the page shell in the reader's language, and compressed static files.
"""

from __future__ import annotations

from dashboard.ui.shell.failures import exception_handlers
from dashboard.ui.shell.logs import configure_logging
from dashboard.ui.shell.mark import is_marked
from dashboard.ui.shell.routes import routes
from dashboard.ui.shell.stack import lifespan, middleware, on_shutdown, require_loopback

__all__ = [
    "configure_logging",
    "exception_handlers",
    "is_marked",
    "lifespan",
    "middleware",
    "on_shutdown",
    "require_loopback",
    "routes",
]
