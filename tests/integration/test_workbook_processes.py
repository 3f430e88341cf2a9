"""The processes that read workbooks: warm, limited, replaced, and never in the way of somebody else."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import psutil
import pytest

from dashboard.errors import UnreadableFile
from dashboard.intake.children import Children
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes
from dashboard.intake.watch import Limits, Watch
from dashboard.intake.workbook import WORKBOOKS
from tests.files import ods, read_bytes, xls, xlsx
from tests.hostile import ROWS, far_cell, many_rows, xlsb

if TYPE_CHECKING:
    from dashboard.intake.tables import Table

FILES = {"xlsx": xlsx(ROWS), "xls": xls(ROWS), "ods": ods(ROWS), "xlsb": xlsb(ROWS)}
CELLS = [[str(cell) for cell in row] for row in ROWS]


def test_a_slow_file_keeps_nobody_else_waiting() -> None:
    slow = many_rows(150_000, stored=True)
    done: list[list[Table]] = []
    reading = threading.Thread(target=lambda: done.append(read_tables(receive_bytes("chậm.xlsx", slow, 100))))
    reading.start()
    for content in FILES.values():
        assert read_bytes(content)[0].rows == CELLS
    assert reading.is_alive()
    reading.join()
    assert len(done[0][0].rows) == 150_000


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read() -> None:
    hasty = Children(WORKBOOKS, Limits(seconds=0.3))
    with pytest.raises(UnreadableFile) as refusal:
        hasty.ask(many_rows(300_000, stored=True))
    assert refusal.value.key == "errors.workbook_too_large"
    hasty.close()


def test_a_file_that_takes_too_much_memory_is_refused_where_the_system_sets_no_limit() -> None:
    watched = Children(WORKBOOKS, Limits(memory=80_000_000))
    with pytest.raises(UnreadableFile) as refusal:
        watched.ask(many_rows(300_000, stored=True))
    assert refusal.value.key == "errors.workbook_too_large"
    assert watched.ask(FILES["xlsx"])["names"] == ["Trang 1"]
    watched.close()


def test_one_process_serves_many_files_and_a_refusal_ends_it() -> None:
    kept = Children(WORKBOOKS)
    assert {kept.ask(content)["names"][0] for content in FILES.values()} == {"Trang 1"}
    (first,) = kept.idle()
    with pytest.raises(UnreadableFile) as refusal:
        kept.ask(far_cell()[:900])
    assert refusal.value.key == "errors.workbook_damaged"
    assert (first.alive, kept.idle()) == (False, ())
    assert kept.ask(FILES["xlsx"])["names"] == ["Trang 1"]
    (second,) = kept.idle()
    kept.close()
    assert (second.alive, kept.idle()) == (False, ())


def test_a_process_that_somebody_ended_is_replaced() -> None:
    kept = Children(WORKBOOKS)
    kept.ask(FILES["xlsx"])
    (child,) = kept.idle()
    child.kill()
    assert kept.ask(FILES["xls"])["names"] == ["Trang 1"]
    kept.close()


@pytest.mark.parametrize("task", ["workbook.WORKBOOKS", "text_apart.TEXTS"])
def test_no_process_outlives_a_server_however_that_ends(task: str) -> None:
    module, name = task.split(".")
    server = f"import os, sys; from dashboard.intake.{module} import {name}; "
    server += "from dashboard.intake.children import Child; from dashboard.intake.watch import Limits; "
    server += f"child = Child({name}, Limits()); print(child.pid, flush=True); sys.stdin.readline(); os._exit(1)"
    with subprocess.Popen([sys.executable, "-c", server], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        child = psutil.Process(int(process.stdout.readline()))
        assert child.is_running()
        process.communicate(b"\n")
    child.wait(10)


def test_a_process_is_ended_when_it_holds_too_much() -> None:
    hoarder = "import sys; kept = bytearray(300_000_000); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hoarder], stdin=subprocess.PIPE) as process:
        with Watch(process, Limits(seconds=20, memory=100_000_000)) as watch:
            process.wait()
        assert watch.ended


def test_a_process_that_keeps_its_limits_is_left_alone() -> None:
    with subprocess.Popen([sys.executable, "-c", "pass"]) as process:
        with Watch(process, Limits(seconds=20, memory=1 << 30)) as watch:
            process.wait()
        assert (watch.ended, process.returncode) == (False, 0)
