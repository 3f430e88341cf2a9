"""Where things stand: titles above, notes, groups, sums and signatures around the rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tests.ugly import writing
from tests.ugly.truth import Fault, Values, fields_of, rows_of

if TYPE_CHECKING:
    from random import Random

TITLES: tuple[list[object], ...] = (
    ["HUYỆN ỦY BẾN ĐÁ"],
    ["BAN TỔ CHỨC", "", "Độc lập - Tự do - Hạnh phúc"],
    ["", "BÁO CÁO SỐ LIỆU ĐẢNG VIÊN CÁC TRƯỜNG HỌC"],
    ["(Kèm theo Công văn số 15-CV/BTC)"],
    [],
)
SIGNATURES: tuple[list[object], ...] = (
    ["", "", "Người lập biểu"],
    ["", "TM. BAN CHI ỦY"],
    ["", "", "BÍ THƯ"],
    ["", "Bến Đá, ngày 5 tháng 11 năm 2026"],
)


@dataclass
class Sheet:
    """The cells of a file, and what each row of data (by the number that Excel shows) means."""

    dataset: str
    rows: list[list[object]] = field(default_factory=list)
    truth: dict[int, Values] = field(default_factory=dict)
    header_row: int = 0
    is_workbook: bool = False


def lay_out(random: Random, *, is_workbook: bool) -> Sheet:
    """Return a sheet of a random dataset with random uglinesses."""
    dataset = random.choice(["branch_report", "branch_report", "schools"])
    fields = fields_of(random, dataset)
    truth = rows_of(random, dataset, fields, random.choice([1, 2, 3, 8, 20, 45]))
    grouped = "commune" in fields and random.random() < 0.3
    sheet = Sheet(dataset, is_workbook=is_workbook)
    columns = [one for one in fields if not (grouped and one == "commune")]
    left, noted = _left(random, grouped=grouped), random.random() < 0.3
    _above(random, sheet, titled=dataset == "branch_report")
    _headings(random, sheet, columns, left=left, noted=noted)
    if random.random() < 0.2 and len(truth) > 1 and len(sheet.rows[-1]) >= 4:
        sheet.rows.append([f"({number})" for number in range(1, len(sheet.rows[-1]) + 1)])
    _body(random, sheet, truth, columns, left=left, grouped=grouped, noted=noted)
    _below(random, sheet, truth, columns, left)
    return sheet


SPLIT = {
    "staff": ("CBGVNV", ("staff_total", "staff_managers", "staff_teachers", "staff_other")),
    "members": ("Đảng viên", ("members_total", "members_official", "members_probationary")),
}
PARTS = {
    "total": "Tổng số",
    "managers": "CBQL",
    "teachers": "GV",
    "other": "NV",
    "official": "Chính thức",
    "probationary": "Dự bị",
}


def _headings(random: Random, sheet: Sheet, columns: list[str], *, left: list[str], noted: bool) -> None:
    """Add the heading row, or two where groups of figures stand under one name."""
    names = [writing.heading(random, sheet.dataset, one) for one in columns]
    upper: list[object] = [*left, *names, *(["Ghi chú"] if noted else [])]
    lower: list[object] = [""] * len(upper)
    for title, parts in SPLIT.values():
        places = [len(left) + columns.index(one) for one in parts if one in columns]
        together = len(places) > 1 and places == list(range(places[0], places[0] + len(places)))
        if together and random.random() < 0.35:
            upper[places[0] : places[-1] + 1] = [title] + [""] * (len(places) - 1)
            lower[places[0] : places[-1] + 1] = [PARTS[columns[at - len(left)].partition("_")[2]] for at in places]
    sheet.rows.append(upper)
    sheet.header_row = len(sheet.rows)
    if any(lower):
        sheet.rows.append(lower)


def _left(random: Random, *, grouped: bool) -> list[str]:
    return [random.choice(["STT", "TT", "Số TT"])] if grouped or random.random() < 0.6 else []


def _above(random: Random, sheet: Sheet, *, titled: bool) -> None:
    sheet.rows += [list(row) for row in random.sample(TITLES, random.randrange(0, 4))]
    if titled:
        said = random.choice(["Tháng 10 năm 2026", "Tính đến ngày 31/10/2026", "THÁNG 10/2026"])
        sheet.rows.append([said] if random.random() < 0.5 else ["", said])
    if random.random() < 0.3:
        sheet.rows.append([])


def _body(
    random: Random,
    sheet: Sheet,
    truth: list[Values],
    columns: list[str],
    *,
    left: list[str],
    grouped: bool,
    noted: bool,
) -> None:
    habits = _habits(random, sheet)
    communes = list(dict.fromkeys(row["commune"] for row in truth)) if grouped else [None]
    number = 0
    for group, commune in enumerate(communes, start=1):
        of_group = [row for row in truth if not grouped or row["commune"] == commune]
        if grouped:
            sheet.rows.append([_roman(group), str(commune)])
        for row in of_group:
            number += 1
            cells = [_cell(random, one, row[one], habits) for one in columns]
            note = [random.choice(["", "", "nghỉ hưu 1", "x"])] if noted else []
            sheet.rows.append([*([str(number)] if left else []), *cells, *note])
            sheet.truth[len(sheet.rows)] = row
            if random.random() < 0.02:
                sheet.rows += [[]] if random.random() < 0.5 else [list(sheet.rows[sheet.header_row - 1])]
        if grouped and random.random() < 0.5:
            sheet.rows.append(["", f"Cộng {commune}", *_sums(of_group, columns[1:])])


def _habits(random: Random, sheet: Sheet) -> dict[str, str]:
    counts = ["plain", "plain", "dots", "padded", "people"] + (["number"] * 4 if sheet.is_workbook else [])
    days = ["slashes", "dots", "dashes", "iso", "words"] + (["number"] if sheet.is_workbook else [])
    percents = ["text", "number"] if sheet.is_workbook else ["text"]
    return {"count": random.choice(counts), "day": random.choice(days), "percent": random.choice(percents)}


def _cell(random: Random, one: str, value: object, habits: dict[str, str]) -> object:
    if value is None or isinstance(value, Fault):
        return writing.unknown(random) if value is None else value.written
    if isinstance(value, int):
        return writing.count(random, value, habits["count"])
    if isinstance(value, date):
        return writing.day(value, habits["day"])
    if one == "party_ratio":
        return writing.percent(str(value), habits["percent"])
    named = writing.word if one in {"school_level", "ownership", "branch_status"} else writing.text
    return str(value) if one == "school_code" else named(random, one, str(value))


def _sums(rows: list[Values], columns: list[str]) -> list[object]:
    return [_sum(rows, one) for one in columns]


def _sum(rows: list[Values], one: str) -> str:
    figures = [row[one] for row in rows if isinstance(row[one], int)]
    return str(sum(figure for figure in figures if isinstance(figure, int))) if figures else ""


def _below(random: Random, sheet: Sheet, truth: list[Values], columns: list[str], left: list[str]) -> None:
    if random.random() < 0.5:
        named = random.choice(["Tổng cộng", "CỘNG", "Tổng số", "Toàn huyện"])
        sheet.rows.append([*([""] if left else []), named, *_sums(truth, columns[1:])])
    if random.random() < 0.4:
        sheet.rows.append([])
        sheet.rows += [list(row) for row in random.sample(SIGNATURES, random.randrange(1, 4))]


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]
