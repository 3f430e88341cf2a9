"""What SQL says of people is what the plain rules say: states, steps and clocks, on any day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.definitions.days import calendar
from dashboard.definitions.rules import rules
from dashboard.definitions.stages import exits, papers, stages
from dashboard.domain.cases import ADMISSION, RECOGNITION, STRIKING_OFF, Case, Dated, Help, Vote
from dashboard.domain.clocks import dues
from dashboard.domain.histories import Event, Kind, state_on, steps_on
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.domain.problems import problems
from dashboard.domain.rulebook import Rulebook
from dashboard.domain.votes import Ballot
from dashboard.settings import load
from dashboard.storage import Database
from tests.factories import make_events, make_helper, make_paper, make_person, make_school, make_vote

if TYPE_CHECKING:
    import pytest

NOW = datetime(2026, 11, 21, 8, 30)  # noqa: DTZ001 (the database keeps the office's own time)
EVERYWHERE: dict[str, object] = {"levels": (), "communes": (), "school": None}
FIRST, DAYS = date(2020, 1, 1), 2600
days = st.integers(0, DAYS).map(lambda step: FIRST + timedelta(step))
close_days = st.integers(0, 40).map(lambda step: date(2024, 1, 20) + timedelta(step))
births = st.none() | st.integers(1960, 2010) | st.dates(date(1955, 1, 1), date(2010, 12, 31))
ballots = st.builds(
    Ballot,
    official_total=st.integers(0, 9),
    in_favour=st.integers(0, 9),
    against=st.none() | st.integers(0, 3),
    present=st.none() | st.integers(0, 9),
    transferred_away=st.integers(0, 1),
)
votes = st.builds(Vote, st.sampled_from([RECOGNITION, STRIKING_OFF, ADMISSION]), days, ballots)
papers_of_own = st.sampled_from([code for code, paper in papers().items() if paper.stage is None])


@st.composite
def histories(draw: st.DrawFn) -> tuple[Event, ...]:
    """Return any events, also such as no action would allow, with some of them taken back."""
    events: list[Event] = []
    when = draw(st.sampled_from([days, close_days]))
    for number in range(1, draw(st.integers(1, 9)) + 1):
        kind = draw(st.sampled_from([Kind.ENTER, Kind.ENTER, Kind.ENTER, Kind.EXIT, Kind.REVERSE]))
        taken = {event.reverses for event in events}
        free = [event for event in events if event.kind is not Kind.REVERSE and event.id not in taken]
        day, stage = draw(when), draw(st.sampled_from(list(stages())))
        if kind is Kind.REVERSE and free:
            wrong = draw(st.sampled_from(free))
            events.append(Event(number, kind, wrong.stage, wrong.on_day, wrong.position, reverses=wrong.id))
        elif kind is Kind.EXIT:
            events.append(Event(number, kind, stage, day, number, exit=draw(st.sampled_from(list(exits())))))
        else:
            received = draw(st.none() | days)
            position = draw(st.integers(1, number))
            events.append(Event(number, Kind.ENTER, stage, day, position, received_on=received))
    return tuple(events)


@st.composite
def helpers(draw: st.DrawFn, people: int) -> tuple[Help, int | None]:
    """Return help for some time, from somebody who is perhaps one of the people so far."""
    start = draw(days)
    end = draw(st.none() | st.integers(1, 900).map(lambda step: start + timedelta(step)))
    return Help("Vàng A Suối", start, end), draw(st.none() | st.integers(1, people)) if people else None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_sql_tells_states_steps_and_clocks_as_the_plain_rules_do(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    office = load({"data": tmp_path_factory.mktemp("people"), "today": "2026-11-21"}, {})
    database = Database(office.database, office, NOW)
    book, known = Rulebook(rules(office)), calendar(office)
    school = make_school(database)
    cases: dict[int, Case] = {}
    helped_by: dict[int, int | None] = {}
    first = 0
    for history in data.draw(st.lists(histories(), min_size=1, max_size=8)):
        shifted = tuple(
            Event(**{**vars(one), "id": one.id + first, "reverses": one.reverses and one.reverses + first})
            for one in history
        )
        first += len(history)
        born = data.draw(births)
        given_birth = {"birth_date": born, "birth_year": None} if isinstance(born, date) else {"birth_year": born}
        person = make_person(database, school, **{"birth_date": None} | given_birth)
        make_events(database, person, school, *shifted)
        own = data.draw(st.lists(st.builds(Dated, papers_of_own, days), max_size=4))
        for paper in own:
            make_paper(database, person, school, paper.code, paper.dated_on)
        held = data.draw(st.lists(votes, max_size=4))
        for vote in held:
            make_vote(database, person, school, vote)
        helps = data.draw(st.lists(helpers(len(cases)), max_size=1))
        for help_, helping in helps:
            make_helper(database, person, school, help_, helping)
        helped_by[person] = helps[0][1] if helps else None
        cases[person] = Case(born, shifted, tuple(own), tuple(held), tuple(one for one, _ in helps))

    reader = database.reader(LOCAL_ADMINISTRATOR)
    for day in [*data.draw(st.lists(days, min_size=2, max_size=2)), data.draw(close_days), date(2030, 1, 1)]:
        expected_states, expected_steps, expected_dues = [], [], []
        for person, case in cases.items():
            state = state_on(case.events, day)
            if state is not None and state.exit is None:
                expected_states.append((person, state.stage, state.exit, state.since, state.event_id))
            expected_steps += [
                (person, code, step.on_day, step.id) for code, step in steps_on(case.events, day).items()
            ]
            expected_dues += [
                (person, due.clock, due.deadline.started_on, due.deadline.due_on)
                for due in dues(case, day, book, known)
            ]
        expected_problems = [
            (person, str(problem))
            for person, case in cases.items()
            for helping in [cases.get(helped_by[person] or 0)]
            for problem in problems(case, day, book, state_on(helping.events, day) if helping else None)
        ]
        found_problems = reader.rows("people_problems", **EVERYWHERE, day=day)
        assert sorted((row["person_id"], row["problem"]) for row in found_problems) == sorted(expected_problems)
        states = reader.rows("people_states", **EVERYWHERE, state=None, day=day)
        assert [tuple(row[name] for name in ("person_id", "stage", "exit", "since", "event_id")) for row in states] == (
            expected_states
        )
        steps = reader.rows("people_steps", **EVERYWHERE, day=day)
        assert sorted(tuple(row[name] for name in ("person_id", "stage", "on_day", "event_id")) for row in steps) == (
            sorted(expected_steps)
        )
        found = reader.rows("people_dues", **EVERYWHERE, day=day)
        assert sorted(tuple(row[name] for name in ("person_id", "clock", "started_on", "due_on")) for row in found) == (
            sorted(expected_dues)
        )
    database.close()
