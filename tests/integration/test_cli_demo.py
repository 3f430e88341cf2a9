"""``chibo demo``: an invented district, only where there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.commands import S0

if TYPE_CHECKING:
    from tests.commands import Chibo


def test_it_tells_how_much_there_is(chibo: Chibo) -> None:
    done = chibo("demo", "--json")

    assert done.status == 0
    assert set(done.json) == {"schools", "reports", "people"}
    assert (done.json["schools"], done.json["people"]) == (51, 400)
    assert 51 * 23 < done.json["reports"] <= 53 * 24


def test_the_same_seed_gives_the_same_district(chibo: Chibo) -> None:
    chibo("demo", "--seed", 7)
    first = chibo.figures()

    other = chibo("demo", "--seed", 7, "--data", chibo.data / "khac")

    assert other.status == 0
    assert chibo.figures("--data", chibo.data / "khac") == first


def test_its_size_can_be_chosen(chibo: Chibo) -> None:
    done = chibo.json("demo", "--schools", 3, "--months", 2, "--people", 0)

    assert done == {"schools": 3, "reports": 6, "people": 0}
    assert chibo.values()["schools"] == 3


def test_data_that_are_there_are_never_mixed_with_invented_ones(chibo: Chibo) -> None:
    chibo("import", S0, "--add-schools")
    before = chibo.figures()

    refused = chibo("demo", "--json")

    assert (refused.status, refused.json["error"]["code"]) == (2, "invalid")
    assert chibo.figures() == before


def test_no_more_people_are_followed_than_the_schools_have_staff_for(chibo: Chibo) -> None:
    done = chibo.json("demo", "--schools", 3, "--months", 2)

    assert 20 < done["people"] < 100


def test_a_district_of_nothing_or_of_less_than_nobody_cannot_be_had(chibo: Chibo) -> None:
    assert chibo("demo", "--schools", 0).status == 2
    refused = chibo("demo", "--people", -1, "--json")
    assert (refused.status, refused.json["error"]["code"]) == (2, "invalid")
    assert chibo.is_untouched


def test_new_files_come_on_top_of_it(chibo: Chibo) -> None:
    chibo("demo")

    done = chibo("import", S0, "--add-schools", "--json")

    assert (done.status, done.json[0]["upload_id"]) == (0, 2)
    assert chibo.values()["schools"] == 52
    assert chibo("check").status == 0
