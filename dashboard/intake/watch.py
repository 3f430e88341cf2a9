"""What a process may cost, where the system sets no limit by itself: time by the clock, and memory."""

from __future__ import annotations

import sys
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    import subprocess
    from types import TracebackType

SECONDS = 25.0
MEMORY = 1 << 30
_PAUSE = 0.05


class Limits(NamedTuple):
    """What one file may cost: seconds by the clock and, where the system sets no such limit, bytes of memory."""

    seconds: float = SECONDS
    memory: int | None = MEMORY if sys.platform == "win32" else None


class Watch:
    """Ends a process that takes longer, or more memory, than it may; ``ended`` tells that it had to."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits) -> None:
        self.ended = False
        self._process = process
        self._limits = limits
        self._done = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        pause = self._limits.seconds if self._limits.memory is None else _PAUSE
        for _ in range(max(1, round(self._limits.seconds / pause))):
            if self._done.wait(pause):
                return
            if self._limits.memory is not None and _memory(self._process.pid) > self._limits.memory:
                break
        self.ended = True
        self._process.kill()


def _memory(pid: int) -> int:
    """Return the bytes that a process holds for itself; nothing when it has ended."""
    import psutil  # noqa: PLC0415 (only where the system itself sets no limit)

    try:
        held = psutil.Process(pid).memory_info()
    except psutil.NoSuchProcess:
        return 0
    return int(getattr(held, "private", held.rss))
