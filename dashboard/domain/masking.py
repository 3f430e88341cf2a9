"""Names where they need not be read: initials alone."""

from __future__ import annotations

from dashboard.domain.text import tidy


def masked(full_name: str) -> str:
    """Return the initials of a name, ``L. T. S.``: the first letter or digit of each word, and nothing else of it."""
    initials = (next((sign for sign in word if sign.isalnum()), "") for word in tidy(full_name).split())
    return " ".join(f"{initial.upper()}." for initial in initials if initial)
