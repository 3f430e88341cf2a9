"""Processes that read files: kept warm, one file at a time each, and ended as soon as a file does them harm.

A second file that comes while the first is read goes to a process of its own, so that nobody waits for a bad file.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from contextlib import suppress
from struct import Struct
from threading import BoundedSemaphore, Lock
from typing import IO, TYPE_CHECKING, Generic, NamedTuple, TypeVar

from dashboard.intake.watch import Limits, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dashboard.errors import UnreadableFile

T = TypeVar("T")

MOST_IDLE = 2
MOST_FILES = 50
"""After so many a process has gathered enough, and is replaced."""
LARGE = 5_000_000
"""Bytes of a file after which the process keeps much memory, and is replaced."""
_REQUEST = Struct(">QQ")
_ANSWER = Struct(">Q")
_TOO_MUCH = frozenset({-6, -9, -24, 0xC0000409})
"""How a process ends that asks for too much: abort, kill, processor time; the last is abort on Windows."""


class Task(NamedTuple, Generic[T]):
    """What processes are for: the program they run, with what in its environment, and how its answers are opened.

    ``opened`` may raise ``UnreadableFile``, which also ends the process. ``too_much`` is the refusal where a file
    costs more than it may, ``failed`` where the process ended otherwise. So many run at once, and who comes later
    waits; together they may take as many times the memory that one may. An answer has at most so many bytes.
    """

    program: tuple[str, ...]
    environment: Mapping[str, str]
    opened: Callable[[bytes], T]
    too_much: Callable[[], UnreadableFile]
    failed: Callable[[], UnreadableFile]
    most_children: int
    most_answer: int


class Child(Generic[T]):
    """One process that answers about one file after another."""

    def __init__(self, task: Task[T], limits: Limits) -> None:
        self.files = 0
        self._task = task
        self._limits = limits
        # -P keeps the folder of the program, whose modules share names with the standard library's, off its path.
        self._process = subprocess.Popen(  # noqa: S603 (our own file)
            [sys.executable, "-P", *task.program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **task.environment},
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

    def ask(self, content: bytes, question: object) -> T:
        """Return the answer of the process, opened; raises ``UnreadableFile`` when it did not survive the file.

        ``question`` is what the program has to know besides the bytes, as JSON has it.
        """
        self.files += 1
        asked = json.dumps(question).encode("ascii")
        with Watch(self._process, self._limits) as watch:
            try:
                answer = self._exchange(_REQUEST.pack(len(asked), len(content)), asked, content)
            except OSError:
                answer = None
        if answer is None or watch.ended:
            self.close()
            too_much = watch.ended or self._process.returncode in _TOO_MUCH
            raise self._task.too_much() if too_much else self._task.failed()
        return self._task.opened(answer)

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
        answer = source.read(length) if length <= self._task.most_answer else b""
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


class Children(Generic[T]):
    """The processes of a server for one task: ``ask`` takes an idle one or starts another, and ends a worn one."""

    def __init__(self, task: Task[T], limits: Limits | None = None) -> None:
        self._task = task
        self._limits = limits or Limits()
        self._lock = Lock()
        self._slots = BoundedSemaphore(task.most_children)
        self._idle: list[Child[T]] = []
        self._all: set[Child[T]] = set()

    def ask(self, content: bytes, question: object = None) -> T:
        """Return what a process says of a file.

        Raises ``UnreadableFile`` when it refused, or when its process ended or had to be ended; the next file gets
        another.
        """
        with self._slots:
            child = self._take()
            sound = False
            try:
                answer = child.ask(content, question)
                sound = len(content) < LARGE and child.files < MOST_FILES
            finally:
                self._give_back(child, sound=sound)
        return answer

    def idle(self) -> tuple[Child[T], ...]:
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

    def _take(self) -> Child[T]:
        while True:
            with self._lock:
                child = self._idle.pop() if self._idle else None
            if child is None:
                return self._start()
            if child.alive:
                return child
            self._end(child)

    def _start(self) -> Child[T]:
        try:
            child = Child(self._task, self._limits)
        except OSError as error:
            raise self._task.failed() from error
        with self._lock:
            self._all.add(child)
        return child

    def _give_back(self, child: Child[T], *, sound: bool) -> None:
        with self._lock:
            kept = sound and len(self._idle) < MOST_IDLE
            self._idle += [child] if kept else []
        if not kept:
            self._end(child)

    def _end(self, child: Child[T]) -> None:
        child.close()
        with self._lock:
            self._all.discard(child)


def kept(task: Task[T]) -> Children[T]:
    """Return processes that end with this server."""
    started = Children(task)
    atexit.register(started.close)
    return started
