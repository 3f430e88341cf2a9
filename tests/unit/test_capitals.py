"""Names in full capitals become readable; what is an abbreviation or was typed with care stays as it is."""

from __future__ import annotations

import pytest

from dashboard.definitions import capitals
from dashboard.domain.capitals import readable


@pytest.mark.parametrize(
    ("text", "calm"),
    [
        ("TRƯỜNG TIỂU HỌC HOA GẠO", "Trường Tiểu học Hoa Gạo"),
        ("TRƯỜNG THCS VÀ THPT BẾN ĐÁ", "Trường THCS và THPT Bến Đá"),
        ("TRUNG TÂM GDNN-GDTX HẢI TRẠCH", "Trung tâm GDNN-GDTX Hải Trạch"),
        ("TRƯỜNG TRUNG HỌC CƠ SỞ ĐÔNG MÂY 2", "Trường Trung học cơ sở Đông Mây 2"),
        ("CHI BỘ TRƯỜNG MẦM NON SUỐI CÁT", "Chi bộ Trường Mầm non Suối Cát"),
        ("THỊ TRẤN LONG TƯỜNG", "Thị trấn Long Tường"),
        ("MN HOA GẠO A", "MN Hoa Gạo A"),
        ("THCS II", "THCS II"),
        ("TH A", "TH A"),
        ("MT001", "MT001"),
        ("Trường TH Hoa Gạo", "Trường TH Hoa Gạo"),
        ("TRường THCS", "TRường THCS"),
        ("", ""),
        ("12", "12"),
    ],
)
def test_full_capitals_are_made_readable(text: str, calm: str) -> None:
    assert readable(text, *capitals()) == calm
