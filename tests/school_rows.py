"""Rows of invented schools and people as a school's file has them, drawn from a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.demo.names import FIRST_SYLLABLES, GARDENS, LAST_SYLLABLES, OWNERSHIP_WORDS, SECOND_SYLLABLES, TYPES

if TYPE_CHECKING:
    from random import Random

HEADINGS = "STT;Tên trường;Xã, phường;Loại hình;Họ và tên;Chức vụ;Tổng số CBGVNV;Đảng viên;Ghi chú"
WESTERN_HEADINGS = "STT;Name;Größe;Né à;Année"
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Lý")
MIDDLES = ("Thị", "Văn", "Hữu", "Đức", "Minh", "Ngọc", "Thanh", "Xuân", "Quốc", "Kim", "Bảo")
NAMES = (
    "An", "Bình", "Châu", "Dũng", "Giang", "Hạnh", "Hằng", "Hương", "Khánh", "Lan", "Mỹ", "Nga", "Nhung", "Oanh",
    "Phúc", "Quỳnh", "Sơn", "Thảo", "Thủy", "Tuấn", "Uyên", "Vân", "Yến", "Ánh", "Đào", "Hoè", "Thuý", "Diễm", "Khuê",
)  # fmt: skip
SYLLABLES = """
Trường Tiểu học Mầm non Hoa Phượng Đạo Đức nghiệp Nguyễn quyền quốc quý Quỳnh giường giêng gìn gì giữa khuya khuỷu thuở
hoà hòa thuỷ thủy Đắk Lắk Đăk tuyết Huệ xoong soóc loắt choắt ngoằn ngoèo khoẻ nguệch ngoạc Huỳnh huých yểng iu ướp rượu
bưu luật thuế quắc quả Hoẵng ỉa ừ ở ỷ Kông Xuân quềnh uyên bướm cướp xuýt tuýp sếp đớp nhợt khướt hươu hoắm huơ toáy
hoạnh hoạch ngoảnh ngoái chức vụ giáo viên dự bị chính thức ngày sinh dân tộc trình độ lý luận kết nạp thạc sĩ cử nhân
"""
"""Words of every build, the rare ones among them."""
POSITIONS = ("Bí thư chi bộ", "Phó bí thư", "Hiệu trưởng", "Giáo viên", "Nhân viên kế toán", "Đảng viên dự bị")
NOTES = ("", "Độc lập", "Ghép", "Chưa có", "Kết nạp 03/02", "“Xuất sắc”", "tỷ lệ 43,93%", "nghỉ hưu – chuyển đi")
PLAIN_SIGNS = str.maketrans("“”–", '""-')
WESTERN = (
    "Müller", "René", "François", "Muñoz", "São", "Björk", "Núñez", "Größe", "Zoë", "Sørensen", "Lefèvre", "Hà", "Lê",
    "Bình", "Hòa", "Bé", "Quê", "Xã", "Schröder", "Château", "Peña", "Weiß", "Ærø", "Ångström", "coût", "élève",
)  # fmt: skip
"""Words that Windows-1252 can write, some of them Vietnamese."""


def lines(random: Random, count: int) -> str:
    """Return headings and so many rows of schools with a person each."""
    rows = [f"{number};{_school(random)};{_person(random)};{_rest(random)}" for number in range(1, count + 1)]
    return "\r\n".join([HEADINGS, *rows, ""])


def western_lines(random: Random, count: int) -> str:
    """Return headings and so many rows that Windows-1252 can write."""
    rows = [f"{number};{';'.join(random.choices(WESTERN, k=4))}" for number in range(1, count + 1)]
    return "\r\n".join([WESTERN_HEADINGS, *rows, ""])


def _school(random: Random) -> str:
    name = random.choice(GARDENS) if random.random() < 0.4 else _place(random) + random.choice(LAST_SYLLABLES)
    commune = f"{random.choice(['Xã', 'Phường', 'Thị trấn'])} {_place(random)}"
    return f"{random.choice(TYPES).title} {name};{commune};{random.choice(list(OWNERSHIP_WORDS.values()))}"


def _place(random: Random) -> str:
    return f"{random.choice(FIRST_SYLLABLES)} {random.choice(SECOND_SYLLABLES)}"


def _person(random: Random) -> str:
    return f"{' '.join(map(random.choice, (FAMILIES, MIDDLES, NAMES)))};{random.choice(POSITIONS)}"


def _rest(random: Random) -> str:
    return f"{random.randrange(10, 90)};{random.randrange(3, 40)};{random.choice(NOTES)}"
