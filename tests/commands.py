"""The command as tests run it: in this process, on one data directory, on one day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import xlsxwriter

from dashboard.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "data" / "examples"
S0, S4 = EXAMPLES / "s0-dao-duc-a.csv", EXAMPLES / "s4-cong-hoa.xlsx"
S3_REPORT, S3_SCHOOLS = EXAMPLES / "s3-report.csv", EXAMPLES / "s3-schools.csv"
Cells: TypeAlias = list[list[object]]
HEADINGS = "Trường;Tổng số ĐV;Chính thức;Dự bị;Tổng số CBGVNV"


@dataclass(frozen=True)
class Ran:
    """What one command answered."""

    status: int
    out: str
    errors: str

    @property
    def json(self) -> Any:  # noqa: ANN401 (what JSON is)
        """The one document on standard output."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Chibo:
    """The command with a data directory and a day; ``chibo("figures", "--json")``."""

    capture: pytest.CaptureFixture[str]
    data: Path
    today: str

    def __call__(self, *words: object) -> Ran:
        """Run one command."""
        self.capture.readouterr()
        status = main(["--data", str(self.data), "--as-of", self.today, *map(str, words)])
        said = self.capture.readouterr()
        return Ran(status, said.out, said.err)

    def json(self, *words: object) -> Any:  # noqa: ANN401 (what JSON is)
        """Run one command and return its document."""
        return self(*words, "--json").json

    def figures(self, *words: object) -> bytes:
        """Return every byte of the figures' document."""
        return self("figures", "--json", *words).out.encode()

    def values(self, *words: object) -> dict[str, Any]:
        """Return the values of the figures by code."""
        return {code: figure["value"] for code, figure in self.json("figures", *words)["figures"].items()}

    @property
    def is_untouched(self) -> bool:
        """Tell whether nothing was ever written."""
        return bool(self.json("uploads") == [] and self.values()["schools"] == 0)


def report(folder: Path, *rows: str, name: str = "bao-cao.csv", title: str = "Tháng 10 năm 2026") -> Path:
    """Write a report of some schools under the usual headings (``HEADINGS``) and return its path.

    The headings stand in row 2, the first school in row 3.
    """
    path = folder / name
    path.write_text("\n".join([title, HEADINGS, *rows, ""]), "utf-8")
    return path


def workbook(path: Path, sheets: Mapping[str, Cells]) -> Path:
    """Write a workbook of several sheets and return its path."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)
    return path
