"""How far a long work is; the bar goes with the work, whether it ends well or not."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress(text: str, steps: int) -> Iterator[Callable[[], None]]:
    """Show a bar for as long as the block lasts, and hand over what moves it on by a step; one step needs no bar."""
    place, done = st.empty(), 0

    def step() -> None:
        nonlocal done
        done += 1
        draw()

    def draw() -> None:
        if steps > 1:
            place.progress(done / steps, text)

    draw()
    try:
        yield step
    finally:
        place.empty()
