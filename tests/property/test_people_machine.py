"""Random moves, lawful and not, files and undos: what is derived is always what following the events by hand says."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dashboard.actions.dossiers import Assignment, HeldVote, assign_helper, record_vote, register_paper
from dashboard.actions.importing import import_table
from dashboard.actions.moving import Move, add_person, leave, move, take_back
from dashboard.actions.people import Acting
from dashboard.actions.plan import Options
from dashboard.actions.undoing import undo
from dashboard.actions.verifying import verify
from dashboard.definitions.stages import exits, papers, stages
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.domain.votes import Ballot
from dashboard.errors import DashboardError
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes
from dashboard.settings import load
from dashboard.storage import Database
from tests.factories import make_school
from tests.people_oracle import told

NOW = datetime(2026, 11, 21, 8, 30)  # noqa: DTZ001 (the database keeps the office's own time)
NAMES = ("Lò Thị Suối", "Vàng A Ruộng", "Mã Thị Bãi")
STEPS = {one.step: one.code for one in stages().values() if one.step}
HEADINGS = {
    "full_name": "Họ và tên",
    "birth_date": "Ngày sinh",
    "introduced_on": "introduced_on",
    "recognised_on": "recognised_on",
    "class_from": "class_from",
    "certificate_on": "certificate_on",
    "agreed_on": "agreed_on",
    "decision_on": "decision_on",
    "ceremony_on": "ceremony_on",
    "exit": "exit",
    "exit_on": "exit_on",
}
days = st.integers(0, 24).map(lambda step: date(2024, 1, 5) + timedelta(days=step * 45))
people = st.integers(1, 4)
TABLES = ("person", "stage_event", "vote", "helper", "helper_review", "paper")


class People(RuleBasedStateMachine):
    """An office with one school, in which anything is tried."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        office = load({"data": self.folder.name, "today": "2026-11-21"}, {})
        self.database = Database(office.database, office, NOW)
        self.acting = Acting(self.database, LOCAL_ADMINISTRATOR, NOW, office)
        make_school(self.database, code="TH01")
        for name in NAMES[:2]:
            first = Move(0, "outstanding", date(2024, 1, 5))
            add_person(self.acting, "TH01", {"full_name": name, "birth_date": date(1990, 5, 20)}, first)

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    @property
    def reader(self) -> Any:  # noqa: ANN401 (as the pages read)
        return self.database.reader(LOCAL_ADMINISTRATOR)

    def everything(self) -> dict[str, list[str]]:
        cursor = self.database._connection.cursor()
        return {name: sorted(map(repr, cursor.table(f"district.{name}").fetchall())) for name in TABLES}

    def attempt(self, act: Any) -> None:  # noqa: ANN401 (any action)
        """Do something; what is refused must have changed nothing."""
        before = self.everything()
        try:
            act()
        except DashboardError:
            assert self.everything() == before

    @rule(name=st.sampled_from(NAMES), stage=st.sampled_from(list(stages())), day=days, old=st.booleans())
    def add(self, name: str, stage: str, day: date, old: bool) -> None:  # noqa: FBT001 (drawn)
        values = {"full_name": name, "birth_date": date(1990, 5, 20)}
        self.attempt(lambda: add_person(self.acting, "TH01", values, Move(0, stage, day, is_old_record=old)))

    @rule(person=people, stage=st.sampled_from(list(stages())), day=days, old=st.booleans())
    def move(self, person: int, stage: str, day: date, old: bool) -> None:  # noqa: FBT001 (drawn)
        self.attempt(lambda: move(self.acting, Move(person, stage, day, is_old_record=old)))

    @rule(person=people, days_on=st.integers(0, 400))
    def move_on(self, person: int, days_on: int) -> None:
        """Take the next step, as an old record."""
        rows = self.reader.rows("people_events", people=[person])
        here = told(rows, date(2026, 11, 21))
        if here is None or here.since is None or here.place + 1 >= len(stages()):
            return
        following = list(stages())[here.place + 1]
        day = min(here.since + timedelta(days=days_on), date(2026, 11, 21))
        self.attempt(lambda: move(self.acting, Move(person, following, day, is_old_record=True)))

    @rule(person=people, code=st.sampled_from(list(exits())), day=days)
    def leave(self, person: int, code: str, day: date) -> None:
        self.attempt(lambda: leave(self.acting, Move(person, code, day, reason="Theo đề nghị của chi bộ")))

    @rule(person=people)
    def take_back(self, person: int) -> None:
        rows = self.reader.rows("people_events", people=[person])
        if rows:
            self.attempt(lambda: take_back(self.acting, person, rows[-1]["id"], "Ghi nhầm"))

    @rule(person=people, day=days, in_favour=st.integers(0, 12))
    def vote(self, person: int, day: date, in_favour: int) -> None:
        held = HeldVote(person, "admission", day, Ballot(11, in_favour))
        self.attempt(lambda: record_vote(self.acting, held))

    @rule(person=people, day=days, form=st.sampled_from([code for code, one in papers().items() if not one.stage]))
    def paper(self, person: int, day: date, form: str) -> None:
        self.attempt(lambda: register_paper(self.acting, person, form, day))

    @rule(person=people, day=days, helper=people)
    def help(self, person: int, day: date, helper: int) -> None:
        self.attempt(lambda: assign_helper(self.acting, Assignment(person, day, helper_id=helper)))

    @rule(
        rows=st.lists(
            st.tuples(st.sampled_from(NAMES), st.lists(st.none() | days, min_size=7, max_size=7), st.booleans()),
            min_size=1,
            max_size=3,
            unique_by=lambda row: row[0],
        ),
        in_order=st.booleans(),
    )
    def bring_in(self, rows: list[tuple[str, list[date | None], bool]], in_order: bool) -> None:  # noqa: FBT001
        lines = [";".join(HEADINGS.values())]
        for name, steps, leaves in rows:
            known = iter(sorted(day for day in steps if day)) if in_order else iter([day for day in steps if day])
            dates = [next(known).isoformat() if day else "" for day in steps]
            last = max((day for day in steps if day), default=None)
            gone = ["withdrawn", (last or date(2026, 11, 1)).isoformat()] if leaves else ["", ""]
            lines.append(";".join([name, "20/05/1990", *dates, *gone]))
        received = receive_bytes("danh-sach.csv", "\n".join(lines).encode(), 1)
        file = (received, read_tables(received)[0])
        options = Options(dataset="candidates", school="TH01", confirmed=True)
        self.attempt(lambda: import_table(self.database, LOCAL_ADMINISTRATOR, file, options, NOW))

    @rule(back=st.integers(0, 3))
    def undo(self, back: int) -> None:
        uploads = [row["id"] for row in self.reader.rows("uploads", limit=50) if row["undone_at"] is None]
        if len(uploads) > back:
            self.attempt(lambda: undo(self.database, LOCAL_ADMINISTRATOR, uploads[back], NOW))

    @invariant()
    def what_is_derived_is_what_the_events_say(self) -> None:
        rows = self.reader.rows("people_events", people=list(range(1, 9)))
        dates = sorted({row["on_day"] for row in rows})
        for day in {date(2026, 11, 21), *dates[:: max(1, len(dates) // 3)]}:
            self.compare(rows, day)
        assert verify(self.reader) == []

    def compare(self, rows: list[dict[str, Any]], day: date) -> None:
        everywhere: dict[str, Any] = {"levels": (), "communes": (), "school": None, "day": day}
        expected: dict[int, tuple[str, date | None]] = {}
        steps: set[tuple[int, str, date]] = set()
        for person in {row["person_id"] for row in rows}:
            here = told([row for row in rows if row["person_id"] == person], day)
            if here is not None:
                steps |= {(person, stage, row["on_day"]) for stage, row in here.steps.items()}
                if here.exit is None:
                    expected[person] = (here.stage, here.since)
        found = self.reader.rows("people_states", **everywhere, state=None)
        assert {row["person_id"]: (row["stage"], row["since"]) for row in found} == expected
        counted = self.reader.rows("people_steps", **everywhere)
        assert {(row["person_id"], row["stage"], row["on_day"]) for row in counted} == steps


TestPeople = People.TestCase
TestPeople.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
