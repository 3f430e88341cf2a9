"""The script of every page. Streamlit compiles and runs it anew at each click, so it only calls what stays compiled."""

from __future__ import annotations

from dashboard.ui import framing

framing.main()
