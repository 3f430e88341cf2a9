"""How the command answers: one JSON document, or short tables and sentences; always UTF-8."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Literal, TextIO

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PIPE_WIDTH = 160
"""How wide tables are where no terminal says it: wide enough to keep a row of ours in one line."""

FOLDED_WIDTH = 9
"""The least width of a column that may break; no word of a heading is longer."""


def speak_utf8() -> None:
    """Let both streams write UTF-8, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def write(content: bytes) -> None:
    """Write bytes to standard output as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def document(value: object) -> None:
    """Write one JSON document, the only thing on standard output."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    write(f"{text}\n".encode("utf-8", "replace"))


def say(sentence: str) -> None:
    """Print a sentence."""
    _console(sys.stdout).print(Text(sentence), soft_wrap=True)


def warn(sentence: str) -> None:
    """Print a sentence on standard error, where it disturbs no answer."""
    _console(sys.stderr).print(Text(sentence), soft_wrap=True)


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    numbers: Sequence[int] = (),
    folding: Sequence[int] = (),
) -> None:
    """Print a short table; ``numbers`` are the columns that stand to the right, ``folding`` those that may break."""
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for index, heading in enumerate(headings):
        side: Literal["left", "right"] = "right" if index in numbers else "left"
        if index in folding:
            shown.add_column(Text(heading), justify=side, min_width=FOLDED_WIDTH, overflow="fold")
        else:
            shown.add_column(Text(heading.replace(" ", "\n")), justify=side, no_wrap=True)
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    _console(sys.stdout).print(shown)


@contextmanager
def progress(title: str, total: int) -> Iterator[Callable[[], None]]:
    """Show how far long work is, on a terminal only; yields what to call after each part of it."""
    console = _console(sys.stderr)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=total)
        yield lambda: bar.advance(task)


def _console(stream: TextIO) -> Console:
    # made anew each time, so that it writes to the stream of the moment
    width = None if stream.isatty() else PIPE_WIDTH
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
