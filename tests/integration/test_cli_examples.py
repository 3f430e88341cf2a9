"""The lists of people in ``data/examples`` brought in by the command: they state what their sources do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.commands import EXAMPLES

if TYPE_CHECKING:
    from tests.commands import Chibo


def test_s0_has_sixteen_official_members_a_probationary_one_and_two_outstanding_people(chibo: Chibo) -> None:
    for name in ("s0-candidates.xlsx", "s0-members.xlsx", "s0-helper-reviews.csv"):
        assert chibo("import", EXAMPLES / name, "--add-schools").status == 0

    people = chibo.json("people", "--as-of", "2017-12-04")

    assert Counter(person["stage"] for person in people) == {"official": 16, "probationary": 1, "outstanding": 2}
    (probationary,) = [person for person in people if person["stage"] == "probationary"]
    assert {due["clock"]: due["due_on"] for due in probationary["due"]}["probation"] == "2018-05-19"
    assert [person["problems"] for person in people if person["stage"] == "outstanding"] == [[], []]


def test_s2_introduced_thirteen_and_admitted_one(chibo: Chibo) -> None:
    assert chibo("import", EXAMPLES / "s2-candidates.xlsx", "--add-schools").status == 0

    people = chibo.json("people", "--as-of", "2021-12-31")

    assert Counter(person["stage"] for person in people) == {
        "outstanding": 8,
        "sympathizer": 1,
        "class_certified": 2,
        "verification": 1,
        "probationary": 1,
    }
