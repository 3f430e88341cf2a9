"""Processes that read workbooks: kept warm, one file at a time each, and ended as soon as a file does them harm.

A second file that comes while the first is read goes to a process of its own, so that nobody waits for a bad file.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from struct import Struct
from threading import BoundedSemaphore, Lock
from typing import IO, Any

from dashboard.errors import UnreadableFile
from dashboard.intake.watch import Limits, Watch

MOST_CHILDREN = 4
"""At once; who comes later waits. Together they may take four times the memory that one may."""
MOST_IDLE = 2
MOST_FILES = 50
"""After so many a process has gathered enough, and is replaced."""
LARGE = 5_000_000
"""Bytes of a file after which the process keeps much memory, and is replaced."""
MOST_ANSWER = 100_000_000
"""Bytes of an answer, some half a million rows; the server needs eight times as many."""

_CHILD = Path(__file__).with_name("workbook_child.py")
_REQUEST = Struct(">QQ")
_ANSWER = Struct(">Q")
_TOO_MUCH = frozenset({-6, -9, -24, 0xC0000409})
"""How a process ends that asks for too much: abort, kill, processor time; the last is abort on Windows."""


class Child:
    """One process that answers about one workbook after another."""

    def __init__(self, limits: Limits) -> None:
        self.files = 0
        self._limits = limits
        # -P keeps the child's own folder, whose modules share names with the standard library's, off its path.
        self._process = subprocess.Popen(  # noqa: S603 (our own file)
            [sys.executable, "-P", str(_CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def ask(self, content: bytes, sheet: str | None) -> dict[str, Any]:
        """Return the answer of ``workbook_child``; raises ``UnreadableFile`` when the process did not survive it."""
        self.files += 1
        name = json.dumps(sheet).encode("ascii")
        with Watch(self._process, self._limits) as watch:
            try:
                answer = self._exchange(_REQUEST.pack(len(name), len(content)), name, content)
            except OSError:
                answer = None
        if answer is None or watch.ended:
            self.close()
            too_much = watch.ended or self._process.returncode in _TOO_MUCH
            raise UnreadableFile("errors.workbook_too_large" if too_much else "errors.workbook_damaged")
        found: dict[str, Any] = json.loads(answer)
        return found

    def _exchange(self, *parts: bytes) -> bytes | None:
        source, target = self._process.stdout, self._process.stdin
        if source is None or target is None:
            return None
        for part in parts:
            target.write(part)
        target.flush()
        head = source.read(_ANSWER.size)
        if len(head) < _ANSWER.size:
            return None
        (length,) = _ANSWER.unpack(head)
        answer = source.read(length) if length <= MOST_ANSWER else b""
        return answer if len(answer) == length else None

    def close(self) -> None:
        """End the process; one that ends by itself is given the moment to say how."""
        for pipe in (self._process.stdin, self._process.stdout):
            _close(pipe)
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        self._process.kill()
        self._process.wait()


def _close(pipe: IO[bytes] | None) -> None:
    """Close a pipe; what was not yet written to a process that ended is of no use any more."""
    with suppress(OSError):
        if pipe is not None:
            pipe.close()


class Children:
    """The processes of one server: ``ask`` takes an idle one or starts another, and ends it when it is worn."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = Lock()
        self._slots = BoundedSemaphore(MOST_CHILDREN)
        self._idle: list[Child] = []
        self._all: set[Child] = set()

    def ask(self, content: bytes, sheet: str | None = None) -> dict[str, Any]:
        """Return what ``workbook_child`` says of a workbook.

        Raises ``UnreadableFile`` when its process ended or had to be ended; the next file gets another.
        """
        with self._slots:
            child = self._take()
            answer = None
            try:
                answer = child.ask(content, sheet)
            finally:
                sound = answer is not None and "refused" not in answer and len(content) < LARGE
                self._give_back(child, sound=sound and child.files < MOST_FILES)
        return answer

    def idle(self) -> tuple[Child, ...]:
        """Return the processes that wait for a file."""
        with self._lock:
            return tuple(self._idle)

    def close(self) -> None:
        """End all processes, also those at work."""
        with self._lock:
            children, self._idle = list(self._all), []
        for child in children:
            child.kill()
            child.close()

    def _take(self) -> Child:
        while True:
            with self._lock:
                child = self._idle.pop() if self._idle else None
            if child is None:
                return self._start()
            if child.alive:
                return child
            self._end(child)

    def _start(self) -> Child:
        try:
            child = Child(self._limits)
        except OSError as error:
            raise UnreadableFile("errors.workbook_damaged") from error
        with self._lock:
            self._all.add(child)
        return child

    def _give_back(self, child: Child, *, sound: bool) -> None:
        with self._lock:
            kept = sound and len(self._idle) < MOST_IDLE
            self._idle += [child] if kept else []
        if not kept:
            self._end(child)

    def _end(self, child: Child) -> None:
        child.close()
        with self._lock:
            self._all.discard(child)


@cache
def children() -> Children:
    """Return the processes of this server, which end with it."""
    started = Children(Limits())
    atexit.register(started.close)
    return started
