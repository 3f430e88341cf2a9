"""Where the frame is; the pages it runs are in ``settings.site()``."""

from __future__ import annotations

from pathlib import Path

FRAME = Path(__file__).resolve().parent / "frame.py"
"""Absolute: Streamlit would look for a relative path beside app.py, which the wheel keeps elsewhere."""
