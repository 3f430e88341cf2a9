"""The stated facts of the source documents S0, S2, S3 and S4 as files such as schools and committees keep.

Only what a document states is stated; the 51 schools of S3, which it counts and does not name, are invented, and so
are the people of S0 and S2 (``example_people``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.demo.district import invent
from dashboard.demo.example_people import people_files
from dashboard.demo.names import OWNERSHIP_WORDS, STATUS_WORDS, TYPES
from dashboard.demo.sheets import Cell, Sheet, as_csv, as_workbook
from dashboard.domain.months import Month
from dashboard.domain.ratios import percent_of
from dashboard.domain.schools import BranchStatus, Ownership, join_levels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

S3_MONTH = Month(2016, 9)
S3_SEED = 3

S0_ABOVE = ("CHI BỘ TRƯỜNG TIỂU HỌC ĐẠO ĐỨC A", "BÁO CÁO SỐ LƯỢNG ĐẢNG VIÊN", "Tính đến ngày 04/12/2017")
S0_HEADINGS = ("STT", "Tên trường", "Tổng số đảng viên", "Đảng viên chính thức", "Đảng viên dự bị", "Quần chúng ưu tú")
S0_ROW = (1, "Trường Tiểu học Đạo Đức A", 17, 16, 1, 2)

S3_ABOVE = ("TÌNH HÌNH ĐẢNG VIÊN TRONG CÁC TRƯỜNG HỌC TRÊN ĐỊA BÀN HUYỆN", "Tính đến ngày 23/9/2016")
S3_HEADINGS = ("STT", "Trường", "Xã/thị trấn", "Cấp học", "Tổng số CBGVNV", "Tổng số đảng viên", "Tỷ lệ %")
S3_TOTAL = "Tổng cộng"
S3_SCHOOL_HEADINGS = (
    "Mã trường", "Tên trường", "Cấp học", "Loại hình sở hữu", "Xã/thị trấn", "Tên chi bộ", "Tình trạng chi bộ",
)  # fmt: skip

S4_ABOVE = ("CHI BỘ TRƯỜNG TIỂU HỌC CỘNG HÒA", "Cơ cấu đảng viên của chi bộ", "Tính đến ngày 22/11/2017")
S4_HEADINGS = ("STT", "Trường", "Tổng số đảng viên", "Đảng viên BGH", "Đảng viên GV", "Đảng viên NV")
S4_ROW = (1, "Trường Tiểu học Cộng Hòa", 11, 2, 8, 1)


def example_files() -> dict[str, bytes]:
    """Return the examples by file name."""
    s3 = s3_report()
    return {
        "s0-dao-duc-a.csv": as_csv(Sheet(S0_ABOVE, [S0_HEADINGS, S0_ROW])),
        "s3-report.csv": as_csv(s3),
        "s3-report.xlsx": as_workbook(s3, (6, 40, 22, 14, 12, 12, 10)),
        "s3-schools.csv": as_csv(s3_schools()),
        "s4-cong-hoa.xlsx": as_workbook(Sheet(S4_ABOVE, [S4_HEADINGS, S4_ROW]), (6, 34, 12, 12, 12, 12)),
        **people_files(),
    }


def s3_report() -> Sheet:
    """Return a report of 51 invented schools whose total row states 1.844, 810 and 43,93 %."""
    district = invent(last=S3_MONTH, due_day=5, months=1, seed=S3_SEED)
    counts = {row["school_id"]: (row["staff_total"], row["members_total"]) for row in district.reports.to_pylist()}
    rows: list[Sequence[Cell]] = [
        (number, row["name"], row["commune"], _level(row), *_counts(*counts[row["id"]]))
        for number, row in enumerate(_in_list_order(district.schools.to_pylist()), 1)
    ]
    staff, members = (sum(column) for column in zip(*counts.values(), strict=True))
    return Sheet(S3_ABOVE, [S3_HEADINGS, *rows, (None, S3_TOTAL, None, None, *_counts(staff, members))])


def s3_schools() -> Sheet:
    """Return the list of the schools of ``s3_report``, with what it does not say of them."""
    district = invent(last=S3_MONTH, due_day=5, months=1, seed=S3_SEED)
    branch_names = {row["id"]: row["name"] for row in district.branches.to_pylist()}
    standings = {row["school_id"]: row for row in district.school_branches.to_pylist()}
    rows: list[Sequence[Cell]] = [S3_SCHOOL_HEADINGS]
    for row in _in_list_order(district.schools.to_pylist()):
        standing = standings[row["id"]]
        ownership, status = OWNERSHIP_WORDS[Ownership(row["ownership"])], STATUS_WORDS[BranchStatus(standing["status"])]
        branch = branch_names.get(standing["branch_id"])
        rows.append((row["code"], row["name"], _level(row), ownership, row["commune"], branch, status))
    return Sheet((), rows)


def _in_list_order(schools: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the schools as lists have them: by level from the smallest children up, then by number."""
    order = [join_levels(kind.levels) for kind in TYPES]
    return sorted(schools, key=lambda row: (order.index(row["level"]), row["id"]))


def _level(row: dict[str, Any]) -> str:
    return next(kind.short for kind in TYPES if join_levels(kind.levels) == row["level"])


def _counts(staff: int, members: int) -> tuple[int, int, Decimal | None]:
    return staff, members, percent_of(members, staff)
