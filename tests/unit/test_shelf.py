"""What is kept for all sessions: made once, handed out as copies, the least used going first."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from dashboard.ui.shelf import Shelf

ROOMY, TINY = 60_000, 1_000


@dataclass
class Maker:
    """Makes a value and counts how often."""

    value: object
    times: int = 0

    def __call__(self) -> object:
        self.times += 1
        return self.value


@pytest.mark.parametrize("value", ["answer", None, [], 0])
def test_a_value_is_made_once_and_then_kept_even_if_it_is_nothing(value: object) -> None:
    shelf, make = Shelf(ROOMY), Maker(value)
    assert [shelf.get("key", make) for _ in range(3)] == [value] * 3
    assert make.times == 1


def test_another_key_has_a_value_of_its_own() -> None:
    shelf, one, two = Shelf(ROOMY), Maker(1), Maker(2)
    assert [shelf.get("one", one), shelf.get("two", two), shelf.get("one", two)] == [1, 2, 1]


def test_what_one_viewer_changes_another_does_not_see() -> None:
    shelf = Shelf(ROOMY)
    shelf.get("key", lambda: [1, 2]).append(3)
    assert shelf.get("key", lambda: [0]) == [1, 2]


def test_who_asks_for_what_is_being_made_waits_for_it() -> None:
    shelf, started, may_end = Shelf(ROOMY), threading.Event(), threading.Event()

    def make_slowly() -> str:
        started.set()
        may_end.wait()
        return "slow"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(shelf.get, "key", make_slowly)
        started.wait()
        second = pool.submit(shelf.get, "key", lambda: "quick")
        may_end.set()
        assert (first.result(), second.result()) == ("slow", "slow")


def test_making_one_value_may_ask_for_another() -> None:
    shelf = Shelf(ROOMY)
    assert shelf.get("outer", lambda: shelf.get("inner", lambda: 1) + 1) == 2


def test_a_failure_is_told_and_not_kept() -> None:
    shelf = Shelf(ROOMY)
    with pytest.raises(ZeroDivisionError):
        shelf.get("key", lambda: 1 // 0)
    assert shelf.get("key", lambda: 1) == 1


def test_the_least_used_goes_first_when_the_shelf_is_full() -> None:
    shelf, makers = Shelf(ROOMY), {key: Maker(bytes(ROOMY // 4)) for key in "abcd"}
    for key in "abcadab":
        shelf.get(key, makers[key])
    assert {key: make.times for key, make in makers.items()} == {"a": 1, "b": 2, "c": 1, "d": 1}


def test_what_is_larger_than_the_shelf_is_still_answered() -> None:
    assert Shelf(TINY).get("key", lambda: bytes(ROOMY)) == bytes(ROOMY)
