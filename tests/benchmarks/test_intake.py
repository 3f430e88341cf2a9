"""How long a file of a million rows takes to be read, judged and compared, with how much memory; and many files."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import duckdb
import pytest

from dashboard.actions.comparing import changes_of, facts_of
from dashboard.actions.plan import AcceptedRows, Options
from dashboard.actions.recognising import Recognised, Register, recognise
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.intake.check import check
from dashboard.intake.clean import clean
from dashboard.intake.match import match
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_path
from dashboard.settings import Settings
from dashboard.storage import Database
from tests.benchmarks.measuring import Measured, taking_turns, tell
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dashboard.intake.facts import Known
    from dashboard.intake.records import Records

pytestmark = pytest.mark.benchmark

ROWS, SCHOOLS, TURNS = 1_000_000, 5_000, 5
MOST_MEGABYTES = 600
TODAY = date(2026, 11, 22)
HEADINGS = (
    "STT;Tên trường;Mã trường;Xã;Tổng số CBGVNV;CBGVNV CBQL;CBGVNV GV;CBGVNV NV;Tổng số đảng viên;"
    "Đảng viên chính thức;Đảng viên dự bị;Tháng"
)
STOCKS = (
    "staff_total",
    "staff_managers",
    "staff_teachers",
    "staff_other",
    "members_total",
    "members_official",
    "members_probationary",
)
WEIGH = """
import re, sys
from pathlib import Path
from dashboard.intake.clean import clean
from dashboard.intake.match import match
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_path
table = read_tables(receive_path(Path(sys.argv[1]), 500))[0]
assert len(clean(table, match(table)).records) == int(sys.argv[2])
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve columns: the reports of 5.000 schools over 200 months, about 160 MB."""
    path = tmp_path_factory.mktemp("million") / "million.csv"
    numbers = random.Random(1)  # noqa: S311 (nothing is kept secret)
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADINGS + "\n")
        file.writelines(_line(number, numbers) for number in range(ROWS))
    return path


def _line(number: int, numbers: random.Random) -> str:
    school, month = number % SCHOOLS, number // SCHOOLS
    managers, teachers, others = numbers.randrange(1, 4), numbers.randrange(10, 60), numbers.randrange(1, 9)
    staff = managers + teachers + others
    members = numbers.randrange(1, staff)
    probationary = numbers.randrange(0, members // 3 + 1)
    return (
        f"{number + 1};Trường Tiểu học và Trung học cơ sở Suối Đá Bến Củi {school};MT{school:05d};"
        f"Xã Bến Củi Thượng {school % 97};{staff};{managers};{teachers};{others};"
        f"{members};{members - probationary};{probationary};{month % 12 + 1:02d}/{2005 + month // 12}\n"
    )


def bare_read(path: Path) -> duckdb.DuckDBPyConnection:
    """Read the file as DuckDB does when it is told everything: fixed columns of text, one sign between them."""
    connection = duckdb.connect()
    columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(12))
    connection.execute(
        f"CREATE TABLE rows AS FROM read_csv('{path}', auto_detect = false, header = true, delim = ';', quote = '\"', "
        f"escape = '\"', columns = {{{columns}}})"
    )
    return connection


def close_after_reading(path: Path) -> None:
    bare_read(path).close()


def cleaned(path: Path) -> Records:
    table = read_tables(receive_path(path, 500))[0]
    return clean(table, match(table)).records


@pytest.fixture(scope="module")
def records(million: Path) -> Records:
    return cleaned(million)


def test_a_million_rows_are_read_matched_and_cleaned(million: Path) -> None:
    measured = taking_turns(lambda: cleaned(million), lambda: close_after_reading(million), turns=TURNS)

    measured.holds("a million rows read, matched and cleaned, against a bare read", most=4)


def test_a_million_rows_take_little_memory(million: Path) -> None:
    command = [sys.executable, "-c", WEIGH, str(million), str(ROWS)]
    most = int(subprocess.run(command, capture_output=True, check=True).stdout) / 1e3

    tell(f"most memory of a process that reads, matches and cleans a million rows: {most:.0f} MB")
    assert most <= MOST_MEGABYTES


def test_a_million_rows_are_checked(million: Path, records: Records) -> None:
    def checked() -> None:
        assert check("branch_report", records, today=TODAY) == []

    taking_turns(checked, lambda: close_after_reading(million), turns=TURNS).holds(
        "a million rows checked, against a bare read", most=1
    )


class Comparison:
    """A database that has all rows of the file, one in a hundred of them with another figure."""

    def __init__(self, database: Database, records: Records) -> None:
        self._source = database.reader(LOCAL_ADMINISTRATOR)
        self._records = records
        self._register = Register.read(self._source, TODAY)
        options = Options(add_schools=True)
        self._meant: Recognised = recognise(self._register, "branch_report", records, options, {}, {})

    def known(self) -> Known:
        """Return what the database knows of the rows."""
        return facts_of(self._source, self._register, "branch_report", self._records, self._meant)

    def counts(self) -> dict[str, int]:
        """Return how many rows are new, changed, unchanged and absent."""
        known = self.known()
        rows = AcceptedRows(self._records, self._meant.targets)  # type: ignore[arg-type] # all are recognised
        changes, _ = changes_of(self._source, self._register, "branch_report", rows, known.stored, None)
        return changes.counts()


@contextmanager
def comparison(folder: Path, million: Path, records: Records) -> Iterator[Comparison]:
    database = Database(folder / "chibo.duckdb", Settings(data=folder, query_seconds=600), NOW)
    read = bare_read(million)
    schools = read.execute("SELECT DISTINCT c2 AS code, c1 AS name, c3 AS commune FROM rows").to_arrow_table()
    stocks = ", ".join(f"c{place}::INTEGER AS {name}" for place, name in enumerate(STOCKS, start=4))
    reports = read.execute(
        f"SELECT row_number() OVER () AS id, c2 AS code, strptime(c11, '%m/%Y')::DATE AS month, {stocks} FROM rows"  # noqa: S608
    ).to_arrow_table()
    with database.writing(LOCAL_ADMINISTRATOR, "fill", NOW) as (writer, _):
        cursor = writer._cursor
        cursor.register("schools", schools)
        cursor.register("reports", reports)
        cursor.execute(
            "INSERT INTO district.school BY NAME SELECT row_number() OVER (ORDER BY code)::INTEGER AS id, *, "
            "name AS search_key FROM schools"
        )
        cursor.execute(
            "INSERT INTO district.report BY NAME SELECT reports.* EXCLUDE (code) REPLACE "
            "(if(reports.id % 100 = 0, members_total + 1, members_total) AS members_total), school.id AS school_id, "
            "month AS recorded_on, 1 AS upload_id FROM reports JOIN district.school USING (code)"
        )
    read.close()
    yield Comparison(database, records)
    database.close()


def test_a_million_rows_are_compared(million: Path, records: Records, tmp_path: Path) -> None:
    with comparison(tmp_path, million, records) as compared:
        assert compared.counts() == {"new": 0, "changed": ROWS // 100, "unchanged": ROWS * 99 // 100, "absent": 0}
        measured = taking_turns(compared.counts, lambda: close_after_reading(million), turns=TURNS)
        found = taking_turns(compared.known, lambda: close_after_reading(million), turns=TURNS)

    tell(f"of this, a million stored reports are found in {found.ours / found.baseline:.2f} of a bare read")
    measured.holds("a million rows compared with as many stored ones, against a bare read", most=1)


def test_fifty_one_files_cost_little_more_than_one_with_all_their_rows(tmp_path: Path) -> None:
    numbers = random.Random(2)  # noqa: S311
    lines = [_line(number, numbers) for number in range(51 * 12)]
    data, apart = tmp_path / "data", tmp_path / "apart"
    apart.mkdir()
    for school in range(51):
        own = "".join(lines[school * 12 : school * 12 + 12])
        (apart / f"{school}.csv").write_text(f"{HEADINGS}\n{own}", encoding="utf-8")
    (tmp_path / "together.csv").write_text(f"{HEADINGS}\n{''.join(lines)}", encoding="utf-8")

    def dry_run(*files: Path) -> None:
        command = [sys.executable, "-m", "dashboard.cli", "--data", str(data), "import", "--dry-run", "--add-schools"]
        done = subprocess.run([*command, *map(str, files)], capture_output=True, check=False)
        assert done.returncode == 0, done

    several = sorted(apart.iterdir())
    measured: Measured = taking_turns(
        lambda: dry_run(*several), lambda: dry_run(tmp_path / "together.csv"), turns=TURNS
    )
    measured.holds("51 files looked at by one command, against one file with all their rows", most=3)
