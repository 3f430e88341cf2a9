"""Reads large text files in a process of its own, whose time and memory are not the server's.

Run as a module, never imported by the server. Each request on standard input is two lengths, the encoding and the
delimiter that the user knows as JSON, and the bytes of the file; each answer is a length and what ``handing`` writes.
It ends with its input.
"""

from __future__ import annotations

import gc
import json
import math
import os
import sys
from struct import Struct
from typing import TYPE_CHECKING

from dashboard.errors import UnreadableFile
from dashboard.intake.handing import Handed, handed_refusal, handed_table
from dashboard.intake.reading_text import table_of
from dashboard.intake.text import decode
from dashboard.intake.text_apart import too_large
from dashboard.intake.watch import MEMORY, SECONDS

if TYPE_CHECKING:
    from typing import BinaryIO

try:
    import resource
except ImportError:  # on Windows
    resource = None  # type: ignore[assignment]

REQUEST = Struct(">QQ")
ANSWER = Struct(">Q")


def main() -> None:
    """Answer each request with the table, or with the refusal that says why there is none."""
    _limit_memory()
    # Millions of rows are no garbage, and are looked through again and again for some.
    gc.disable()
    # Whatever else would print, a library for one, must not come between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while head := sys.stdin.buffer.read(REQUEST.size):
        _limit_time()
        handed = _answer(sys.stdin.buffer, *REQUEST.unpack(head))
        answers.write(ANSWER.pack(handed.size()))
        handed.write(answers)
        answers.flush()


def _answer(source: BinaryIO, asked: int, length: int) -> Handed:
    known = json.loads(source.read(asked))
    try:
        # Nobody else holds the bytes, which are gone as soon as they are text.
        return handed_table(table_of(decode(source.read(length), known["encoding"]), **known))
    except UnreadableFile as refusal:
        return handed_refusal(refusal)
    except MemoryError:
        return handed_refusal(too_large())


def _limit_memory() -> None:
    """Set what the operating system enforces; Windows has no such limits, there the parent watches.

    It counts what the process writes to, as the libraries that it merely maps are shared with the server.
    """
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    """Grant the processor time of one file, on top of what was used for those before."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = math.ceil(used.ru_utime + used.ru_stime + SECONDS)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
