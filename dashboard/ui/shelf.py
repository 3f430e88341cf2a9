"""Where the pages keep what they were told and what they made of it, until the data changes."""

from __future__ import annotations

import pickle
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

R = TypeVar("R")


class Shelf:
    """Values by key for all sessions, the least used going first when ``budget`` bytes are full.

    Everybody gets a copy of their own, so that nobody changes what others are shown. ``st.cache_data`` does the same,
    but inspects the cached function at every call, which takes longer than handing out the copy.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._size = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._turns: WeakValueDictionary[str, AbstractContextManager[bool]] = WeakValueDictionary()

    def get(self, key: str, make: Callable[[], R]) -> R:
        """Return what is kept under ``key``, made now if it is not; who else asks for it meanwhile waits."""
        kept = self._find(key)
        if kept is None:
            with self._turn(key):
                kept = self._find(key) or self._keep(key, pickle.dumps(make(), pickle.HIGHEST_PROTOCOL))
        value: R = pickle.loads(kept)  # noqa: S301 (this process pickled it)
        return value

    def _find(self, key: str) -> bytes | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _turn(self, key: str) -> AbstractContextManager[bool]:
        with self._lock:
            return self._turns.setdefault(key, threading.Lock())

    def _keep(self, key: str, value: bytes) -> bytes:
        with self._lock:
            self._kept[key] = value
            self._size += len(value)
            while self._size > self._budget:
                self._size -= len(self._kept.popitem(last=False)[1])
        return value
