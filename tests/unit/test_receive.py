"""What comes in at the door, and what is turned away with a sentence."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from dashboard.errors import UnreadableFile
from dashboard.i18n import LANGUAGES, Translator
from dashboard.intake.messages import told
from dashboard.intake.receive import receive_bytes, receive_path

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = "Tên trường;Đảng viên\nTH Đạo Đức A;17\n".encode()


def test_a_file_is_received_with_its_name_bytes_and_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "báo cáo.csv"
    path.write_bytes(CONTENT)
    received = receive_path(path, 1)
    assert (received.name, received.content) == ("báo cáo.csv", CONTENT)
    assert received.sha256 == sha256(CONTENT).hexdigest()


def test_the_same_bytes_have_the_same_fingerprint_under_any_name() -> None:
    assert receive_bytes("a.csv", CONTENT, 1).sha256 == receive_bytes("b.xlsx", CONTENT, 1).sha256


def test_the_bytes_of_a_file_are_not_shown_where_it_is_printed() -> None:
    assert "TH" not in repr(receive_bytes("a.csv", CONTENT, 1))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("không có.csv", "errors.file_missing"),
        ("thư mục", "errors.file_is_folder"),
        ("dài" * 200, "errors.file_out_of_reach"),
    ],
)
def test_what_cannot_be_received_is_refused_with_a_sentence_that_names_it(tmp_path: Path, name: str, key: str) -> None:
    (tmp_path / "thư mục").mkdir()
    with pytest.raises(UnreadableFile) as refusal:
        receive_path(tmp_path / name, 100)
    assert refusal.value.key == key
    for language in LANGUAGES:
        assert name in told(refusal.value, Translator(language))


@pytest.mark.parametrize(("size", "key"), [(0, "errors.file_empty"), (300_000_000, "errors.file_too_large")])
def test_what_is_empty_or_too_large_is_refused_as_any_other_content_is(tmp_path: Path, size: int, key: str) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(size)
    with pytest.raises(UnreadableFile) as refusal:
        receive_path(path, 100)
    assert refusal.value.key == key


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "lớn.csv"
    with path.open("wb") as file:
        file.truncate(10**13)
    with pytest.raises(UnreadableFile) as refusal:
        receive_path(path, 100)
    assert refusal.value.values == {"name": "lớn.csv", "megabytes": 10_000_000, "limit": 100}


def test_bytes_that_were_uploaded_are_judged_by_their_number_too() -> None:
    receive_bytes("vừa.csv", b"x" * 1_000_000, 1)
    with pytest.raises(UnreadableFile) as too_many:
        receive_bytes("quá.csv", b"x" * 1_000_001, 1)
    assert too_many.value.values["megabytes"] == 2
    with pytest.raises(UnreadableFile):
        receive_bytes("trống.csv", b"", 1)
