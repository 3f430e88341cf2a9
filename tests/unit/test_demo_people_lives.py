"""The invented people are lifelike: delays, exits, returns, gaps, and what falls due soon."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from dashboard.definitions.stages import exits, papers, stages
from dashboard.domain.cases import RECOGNITION
from dashboard.domain.clocks import dues
from dashboard.domain.histories import Kind, state_on
from dashboard.domain.months import Month
from dashboard.domain.moves import Way, way_to
from dashboard.domain.text import fold
from dashboard.domain.votes import goes_up, is_carried
from tests.invented_people import BOOK, CALENDAR, TODAY, by_person, cases, now, rows, school_of


def test_no_two_people_share_a_name_and_it_is_found_without_accents() -> None:
    people = rows("person")
    assert len({row["search_key"] for row in people}) > 390
    assert len({row["full_name"] for row in people}) == len(people)
    assert [row for row in people if row["search_key"] != fold(row["full_name"])] == []
    assert len({row["ethnicity"] for row in people}) >= 5


def test_who_helps_is_an_official_member_of_the_same_school_on_record() -> None:
    people, found = {row["id"]: row for row in rows("person")}, cases()
    for row in rows("helper"):
        helper = people[row["helper_person_id"]]
        assert (helper["full_name"], helper["school_id"]) == (row["helper_name"], row["school_id"])
        assert row["helper_key"] == fold(row["helper_name"])
        state = state_on(found[helper["id"]].events, row["from_on"])
        assert state is not None
        assert (state.stage, state.exit) == ("official", None)


def test_nobody_has_two_helpers_on_one_day() -> None:
    for found in by_person("helper").values():
        ordered = sorted(found, key=lambda row: row["from_on"])
        assert [one for one, after in pairwise(ordered) if one["to_on"] != after["from_on"]] == []


def test_remarks_are_of_months_in_which_the_helper_helped_and_some_are_missing() -> None:
    helps, remarked = by_person("helper"), Counter(row["person_id"] for row in rows("helper_review"))
    for row in rows("helper_review"):
        names = {one["helper_name"] for one in helps[row["person_id"]] if one["from_on"] <= Month.of(row["month"]).last}
        assert row["helper_name"] in names
    assert len({(row["person_id"], row["month"]) for row in rows("helper_review")}) == len(rows("helper_review"))
    this_month = {row["person_id"] for row in rows("helper_review") if row["month"] == Month.of(TODAY).first}
    helped = {row["person_id"] for row in rows("helper") if row["to_on"] is None}
    assert 10 < len(this_month) < len(helped) - 10
    assert remarked


def running(clock: str, stage: str | None = None) -> list[int]:
    """The days left of a clock, of everybody or of those at a stage."""
    found = (
        (case, due.deadline.days_left(TODAY))
        for case in cases().values()
        for due in dues(case, TODAY, BOOK, CALENDAR)
        if due.clock == clock
    )
    return sorted(left for case, left in found if stage is None or now(case) == stage)


def test_people_stand_everywhere_on_the_way() -> None:
    standing = Counter(now(case) for case in cases().values())
    assert set(stages()) - {"official_voted"} <= set(standing)
    assert standing["outstanding"] > 40
    assert standing["official"] > 100


def test_papers_and_times_run_out_soon_and_some_are_over() -> None:
    certificates = running("certificate")
    assert [sum(0 <= left <= days for left in certificates) >= count for days, count in ((30, 2), (60, 3), (90, 4))]
    assert certificates[0] < 0
    introductions = running("introductions")
    assert introductions[0] < 0
    assert any(0 <= left <= 31 for left in introductions)
    assert sum(0 <= left <= 90 for left in running("probation")) >= 5
    assert len([left for left in running("recognition_meeting") if left < 0]) == 2
    assert len([left for left in running("admission_decision") if left < 0]) >= 2
    assert running("ceremony")[0] < 0


def test_ballots_fail_once_and_three_times() -> None:
    results = {
        (person, about): [
            is_carried(vote.ballot, BOOK.on(vote.held_on)[f"{about}_vote"])
            for vote in case.votes
            if vote.about == about
        ]
        for person, case in cases().items()
        for about in {vote.about for vote in case.votes}
    }
    assert [key for key, found in results.items() if None in found] == []
    assert any(found == [False, True] for found in results.values())
    three = [key for key, found in results.items() if goes_up(found, BOOK.on(TODAY)["ballots"])]
    assert [(now(cases()[person]), about) for person, about in three] == [("probationary", RECOGNITION)]


def test_people_leave_in_several_ways_return_and_go_back() -> None:
    ways = {one.exit for case in cases().values() for one in case.events if one.kind is Kind.EXIT}
    assert ways <= set(exits())
    assert len(ways) >= 6
    kinds = Counter(
        way_to(one.stage, state_on(case.events[:place]))
        for case in cases().values()
        for place, one in enumerate(case.events)
        if one.kind is Kind.ENTER
    )
    assert kinds[Way.RETURN] == 1
    assert kinds[Way.BACKWARD] == 2


def test_wrong_events_were_taken_back_with_a_reason_and_one_was_corrected() -> None:
    events = {row["id"]: row for row in rows("stage_event")}
    taken = [row for row in events.values() if row["kind"] == "reverse"]
    assert len(taken) == 2
    for row in taken:
        wrong = events[row["reverses"]]
        assert row["reason"]
        assert [row[name] for name in ("person_id", "stage", "on_day", "position")] == [
            wrong[name] for name in ("person_id", "stage", "on_day", "position")
        ]
    positions = Counter((row["person_id"], row["position"]) for row in events.values() if row["kind"] == "enter")
    assert max(positions.values()) == 2


def test_old_records_lack_something_and_new_ones_do_not() -> None:
    gaps = [row for row in rows("stage_event") if row["has_gap"]]
    assert len(gaps) > 50
    assert max(row["on_day"] for row in gaps) < date(2025, 1, 1)


def test_ages_reach_to_both_limits() -> None:
    born = sorted(row["birth_date"] for row in rows("person") if row["birth_date"])
    eighteen, sixty = TODAY.replace(year=TODAY.year - 18), TODAY.replace(year=TODAY.year - 60)
    assert abs((born[-1] - eighteen).days) < 60
    waiting = [case.born for case in cases().values() if now(case) in {"class_certified", "dossier", "verification"}]
    assert min(one for one in waiting if isinstance(one, date)) < sixty
    assert any(sixty < one < sixty + timedelta(180) for one in waiting if isinstance(one, date))
    assert any(row["birth_date"] is None and row["birth_year"] for row in rows("person"))


def test_some_schools_have_no_source_and_some_introduce_many_and_admit_few() -> None:
    schools = school_of()
    on_the_way, admitted = Counter[int](), Counter[int]()
    for person, case in cases().items():
        stage = now(case)
        admitted[schools[person]] += any(one.stage == "probationary" and one.on_day.year > 2021 for one in case.events)
        on_the_way[schools[person]] += stage is not None and stages()[stage].group == "candidate"
    assert sum(on_the_way[school] == 0 for school in range(1, 52)) >= 4
    assert sum(on_the_way[school] >= 6 and admitted[school] <= 1 for school in range(1, 52)) >= 2


def test_some_help_three_or_more_and_some_people_have_no_helper() -> None:
    load = Counter(row["helper_person_id"] for row in rows("helper") if row["to_on"] is None)
    assert 3 <= max(load.values()) <= 6
    alone = [case for case in cases().values() if now(case) in {"sympathizer", "class_certified", "dossier"}]
    assert any(case.help_on(TODAY) is None for case in alone)


def test_one_is_helped_by_somebody_who_has_left() -> None:
    found = cases()
    gone = {person for person, case in found.items() if now(case) is None}
    assert len([row for row in rows("helper") if row["to_on"] is None and row["helper_person_id"] in gone]) == 1


def test_every_paper_is_one_that_there_is() -> None:
    assert {row["form"] for row in rows("paper")} <= {code for code, paper in papers().items() if paper.stage is None}
