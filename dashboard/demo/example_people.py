"""The people of the source documents S0 and S2 as lists such as schools keep.

S0 counts its members and outstanding staff and tells how they are helped, S2 says that few are admitted of many who are
introduced and how many are expected in the class. Every name and day here is invented, which the title lines say.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard.demo.sheets import Sheet, as_csv, as_workbook
from dashboard.domain.deadlines import months_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.demo.sheets import Cell

INVENTED = "Họ tên, ngày tháng và số văn bản dưới đây là ví dụ, không phải của người thật"

S0_SCHOOL = "Trường Tiểu học Đạo Đức A"
S0_BRANCH = "CHI BỘ TRƯỜNG TIỂU HỌC ĐẠO ĐỨC A"
S0_DAY = "Tính đến ngày 04/12/2017"
S0_MEMBER_HEADINGS = (
    "STT", "Trường", "Họ và tên", "Năm sinh", "Chức danh", "Chức vụ đảng", "Ngày quyết định kết nạp",
    "Ngày lễ kết nạp", "Ngày chính thức", "Tình trạng đảng viên",
)  # fmt: skip
S0_OFFICIAL = (
    ("Nguyễn Thị Suối", 1968, date(1994, 5, 19)), ("Trần Văn Đồi", 1970, date(1996, 9, 2)),
    ("Lê Thị Sương", 1972, date(1998, 2, 3)), ("Phạm Thị Nắng", 1973, date(1999, 11, 7)),
    ("Hoàng Văn Ghềnh", 1974, date(2000, 5, 19)), ("Huỳnh Thị Lúa", 1975, date(2001, 9, 2)),
    ("Phan Thị Trăng", 1976, date(2002, 2, 3)), ("Vũ Thị Mây", 1977, date(2003, 5, 19)),
    ("Đặng Văn Thác", 1978, date(2005, 11, 7)), ("Bùi Thị Ngàn", 1979, date(2006, 2, 3)),
    ("Đỗ Thị Bến", 1980, date(2007, 5, 19)), ("Ngô Thị Rẫy", 1982, date(2009, 9, 2)),
    ("Dương Văn Khe", 1983, date(2010, 2, 3)), ("Đinh Thị Cỏ", 1985, date(2012, 5, 19)),
    ("Mai Thị Sóng", 1987, date(2014, 11, 7)), ("Trịnh Thị Nương", 1988, date(2015, 9, 2)),
)  # fmt: skip
S0_PROBATIONARY = ("Tạ Thị Lá", 1990, date(2017, 5, 19))
DAYS_TO_THE_CEREMONY = 14
"""Between the decision and the ceremony of the invented members."""
S0_CANDIDATE_HEADINGS = (
    "STT", "Trường", "Họ và tên", "Năm sinh", "Ngày giới thiệu", "Đơn vị giới thiệu", "Người giúp đỡ", "Ngày phân công",
    "Số nghị quyết phân công",
)  # fmt: skip
S0_ASSIGNED = (date(2017, 5, 5), "07-NQ/CB")
S0_CANDIDATES = (
    (1, S0_SCHOOL, "Lâm Thị Ruộng", 1991, date(2017, 3, 26), "Đoàn Thanh niên", "Lê Thị Sương", *S0_ASSIGNED),
    (2, S0_SCHOOL, "Cao Thị Vườn", 1986, date(2017, 3, 10), "Công đoàn", "Đặng Văn Thác", *S0_ASSIGNED),
)  # fmt: skip
S0_REVIEW_HEADINGS = (
    "STT", "Trường", "Họ và tên", "Tháng", "Người giúp đỡ", "Mặt mạnh", "Mặt hạn chế", "Nhận xét của chi bộ",
)  # fmt: skip
S0_REMARKS = {
    "Lâm Thị Ruộng": (
        ("09/2017", "Nhiệt tình với phong trào của Đoàn", "Còn ít phát biểu", "Tiếp tục giúp đỡ"),
        ("10/2017", "Hoàn thành tốt nhiệm vụ được giao", "Nộp hồ sơ chuyên môn còn chậm", "Có tiến bộ"),
        ("11/2017", "Tích cực trong đợt thi đua 20/11", "Chưa mạnh dạn góp ý", "Giao thêm nhiệm vụ để thử thách"),
    ),
    "Cao Thị Vườn": (
        ("09/2017", "Được đồng nghiệp tin cậy", "Thời gian cho công tác đoàn thể còn ít", "Tiếp tục giúp đỡ"),
        ("10/2017", "Dạy tốt, giúp đỡ giáo viên trẻ", "Cần tìm hiểu thêm Điều lệ Đảng", "Ghi nhận sự cố gắng"),
        ("11/2017", "Gương mẫu trong công việc được giao", "Còn ngại nhận việc mới", "Động viên mạnh dạn hơn"),
    ),
}

S2_SCHOOL = "Trường TH-THCS-MG Trà Nam"
S2_ABOVE = (
    "CHI BỘ TRƯỜNG TH-THCS-MG TRÀ NAM", "DANH SÁCH GIỚI THIỆU, XEM XÉT VÀ KẾT NẠP ĐẢNG VIÊN NĂM 2021",
    "Tính đến ngày 31/12/2021", "Số người trong danh sách, " + INVENTED[0].lower() + INVENTED[1:],
)  # fmt: skip
S2_HEADINGS = (
    "STT", "Trường", "Họ và tên", "Ngày sinh", "Dân tộc", "Ngày giới thiệu", "Đơn vị giới thiệu",
    "Ngày công nhận cảm tình Đảng", "Người giúp đỡ", "Ngày phân công", "Số nghị quyết phân công",
    "Ngày học lớp đối tượng kết nạp Đảng", "Ngày cấp giấy chứng nhận", "Số giấy chứng nhận", "Ngày đồng ý lập hồ sơ",
    "Ngày viết đơn", "Ngày viết lý lịch", "Ngày gửi thẩm tra", "Ngày kết luận thẩm tra", "Ngày nghị quyết chi bộ",
    "Số nghị quyết chi bộ", "Tổng số đảng viên biểu quyết", "Số phiếu tán thành", "Ngày trình cấp ủy",
    "Ngày quyết định kết nạp", "Số quyết định kết nạp", "Ngày tổ chức lễ kết nạp", "Ghi chú",
)  # fmt: skip
YOUTH, TRADE = "Chi đoàn", "Công đoàn"
EARLIER, MARCH, OCTOBER = date(2020, 3, 26), date(2021, 3, 26), date(2021, 10, 15)
S2_ASSIGNED = (date(2020, 6, 5), "09-NQ/CB"), (date(2021, 5, 7), "06-NQ/CB")
S2_CLASS = date(2021, 6, 14), date(2021, 6, 18)
S2_LIST: tuple[tuple[Cell, ...], ...] = (
    ("Hồ Thị Suối", date(1994, 2, 11), "Xơ Đăng", EARLIER, YOUTH, date(2020, 6, 5), "Nguyễn Văn Ngàn", *S2_ASSIGNED[0],
     date(2020, 7, 6), date(2020, 7, 10), "0031/GCN", date(2020, 12, 4), date(2020, 12, 8), date(2020, 12, 15),
     date(2021, 1, 8), date(2021, 2, 26), date(2021, 3, 5), "04-NQ/CB", 15, 15, date(2021, 3, 12), date(2021, 4, 29),
     "112-QĐ/HU", date(2021, 5, 19), None),
    ("Hồ Văn Núi", date(1992, 8, 30), "Xơ Đăng", EARLIER, YOUTH, date(2020, 6, 5), "Trần Thị Sóng", *S2_ASSIGNED[0],
     *S2_CLASS, "0045/GCN", date(2021, 9, 3), date(2021, 9, 10), date(2021, 9, 20), date(2021, 10, 5)),
    ("Lê Thị Thung", date(1996, 5, 4), "Kinh", MARCH, YOUTH, date(2021, 5, 7), "Nguyễn Văn Ngàn", *S2_ASSIGNED[1],
     *S2_CLASS, "0046/GCN"),
    ("Hồ Thị Nương", date(1995, 1, 19), "Xơ Đăng", MARCH, YOUTH, date(2021, 5, 7), "Trần Thị Sóng", *S2_ASSIGNED[1],
     *S2_CLASS, "0047/GCN"),
    ("Phạm Văn Thác", date(1989, 11, 23), "Kinh", MARCH, TRADE, date(2021, 5, 7)),
    ("Hồ Văn Rẫy", date(1997, 7, 2), "Xơ Đăng", EARLIER, YOUTH),
    ("Trần Thị Nắng", date(1996, 9, 14), "Kinh", EARLIER, YOUTH),
    ("Đinh Thị Sương", date(1993, 3, 8), "Ca Dong", MARCH, YOUTH),
    ("Hồ Thị Lúa", date(1998, 12, 25), "Xơ Đăng", MARCH, YOUTH),
    ("Võ Thị Cỏ", date(1988, 6, 17), "Kinh", MARCH, TRADE),
    ("Hồ Văn Gió", date(1999, 4, 28), "Xơ Đăng", OCTOBER, YOUTH),
    ("Bùi Thị Bến", date(1990, 10, 9), "Kinh", OCTOBER, TRADE),
    ("Hồ Thị Trăng", date(1997, 2, 6), "Xơ Đăng", OCTOBER, YOUTH),
)  # fmt: skip


def people_files() -> dict[str, bytes]:
    """Return the lists of people by file name."""
    return {
        "s0-candidates.xlsx": as_workbook(s0_candidates(), (6, 28, 22, 10, 14, 18, 22, 14, 16)),
        "s0-helper-reviews.csv": as_csv(s0_helper_reviews()),
        "s0-members.xlsx": as_workbook(s0_members(), (6, 28, 22, 10, 14, 14, 14, 14, 14, 16)),
        "s2-candidates.xlsx": as_workbook(s2_candidates(), (6, 28, 22, *[14] * 25)),
    }


def s0_members() -> Sheet:
    """Return the roster of 16 official members and a probationary one; the secretary is the head of the school."""
    above = (S0_BRANCH, "DANH SÁCH ĐẢNG VIÊN", S0_DAY, INVENTED)
    return Sheet(above, [S0_MEMBER_HEADINGS, *_members()])


def _members() -> Iterator[Sequence[Cell]]:
    for number, (name, born, held_on) in enumerate((*S0_OFFICIAL, S0_PROBATIONARY), 1):
        duties = ("Hiệu trưởng", "Bí thư") if number == 1 else (None, None)
        decided_on = date.fromordinal(held_on.toordinal() - DAYS_TO_THE_CEREMONY)
        is_official = number <= len(S0_OFFICIAL)
        standing = (months_after(held_on, 12), "Chính thức") if is_official else (None, "Dự bị")
        yield (number, S0_SCHOOL, name, born, *duties, decided_on, held_on, *standing)


def s0_candidates() -> Sheet:
    """Return the list of the two outstanding people, each helped by an official member by resolution."""
    return Sheet((S0_BRANCH, "DANH SÁCH QUẦN CHÚNG ƯU TÚ", S0_DAY, INVENTED), [S0_CANDIDATE_HEADINGS, *S0_CANDIDATES])


def s0_helper_reviews() -> Sheet:
    """Return what was said of the two at the monthly meetings: strengths, weaknesses and the branch's comment."""
    helpers = {str(row[2]): row[6] for row in S0_CANDIDATES}
    said = [(name, remark) for name, remarks in S0_REMARKS.items() for remark in remarks]
    rows: list[Sequence[Cell]] = [
        (number, S0_SCHOOL, name, month, helpers[name], *remark)
        for number, (name, (month, *remark)) in enumerate(said, 1)
    ]
    above = (S0_BRANCH, "NHẬN XÉT HẰNG THÁNG CỦA ĐẢNG VIÊN ĐƯỢC PHÂN CÔNG GIÚP ĐỠ", INVENTED)
    return Sheet(above, [S0_REVIEW_HEADINGS, *rows])


def s2_candidates() -> Sheet:
    """Return a list of 2021: thirteen introduced, three in the class of that year as the plan expects, one admitted."""
    width = len(S2_HEADINGS) - 2
    rows = [(number, S2_SCHOOL, *row, *[None] * (width - len(row))) for number, row in enumerate(S2_LIST, 1)]
    return Sheet(S2_ABOVE, [S2_HEADINGS, *rows])
