"""Whatever a school saved its file in, the letters come back; what is not Vietnamese stays as it is."""

from __future__ import annotations

import codecs
import unicodedata
from random import Random

import pytest

from dashboard.errors import UnreadableFile
from dashboard.intake.encodings import EIGHT_BIT, ENCODINGS, alternatives, split_name
from dashboard.intake.text import decode
from tests import school_rows
from tests.legacy_files import VARIANTS, in_cp1258, in_tcvn3, in_vni, read_as_cp1252, without_marked_capitals

ANTHEM = "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\n"
TABLE = "STT;Trường;Xã\n1;Trường Tiểu học Suối Mây;Xã Tà Lương\n2;Trường Mầm non Hoa Phượng;Phường Đông Hải\n"
DRAWS = 60


@pytest.mark.parametrize("rows", [1, 2, 5, 20, 100])
def test_eleven_encodings_are_told_apart_from_one_row_to_a_hundred(rows: int) -> None:
    wrong = []
    for draw in range(DRAWS):
        random = Random(f"{rows} rows, draw {draw}")  # noqa: S311
        text, western = school_rows.lines(random, rows), school_rows.western_lines(random, rows)
        for name, write in VARIANTS.items():
            meant = western if name == "cp1252" else text
            if "tcvn3" in name or name == "vni":
                meant = without_marked_capitals(meant) if "tcvn3" in name else meant
            if name in {"tcvn3", "vni"}:
                meant = meant.translate(school_rows.PLAIN_SIGNS)
            wrong += [(draw, name)] if decode(write(meant)) != (meant, name) else []
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\n", "tcvn3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - Haïnh phuùc\n", "vni"),
        ("Cá»™ng hÃ²a xÃ£ há»™i chá»§ nghÄ©a Viá»‡t Nam\nÄ\x90á»™c láº­p - Tá»± do - Háº¡nh phÃºc\n", "cp1252"),
    ],
)
@pytest.mark.parametrize("base", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_letters_of_old_fonts_are_found_inside_every_unicode(typed: str, letters: str, base: str) -> None:
    assert decode(typed.encode(base)) == (ANTHEM, f"{base.removesuffix('-sig')}+{letters}")


def test_unicode_text_of_excel_in_old_letters_comes_with_a_mark_and_tabs() -> None:
    content = codecs.BOM_UTF16_LE + in_tcvn3(TABLE).replace(";", "\t").encode("utf-16-le")
    assert decode(content) == (TABLE.replace(";", "\t"), "utf-16-le+tcvn3")


@pytest.mark.parametrize("composed", [True, False])
def test_windows_1258_comes_back_composed(composed: bool) -> None:  # noqa: FBT001
    assert decode(in_cp1258(TABLE, composed=composed)) == (TABLE, "cp1258")


@pytest.mark.parametrize("base", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_decomposed_letters_come_back_composed(base: str) -> None:
    assert decode(unicodedata.normalize("NFD", TABLE).encode(base)) == (TABLE, base)


def test_the_soft_hyphen_is_a_letter_of_tcvn3() -> None:
    typed = "Tr­êng;Ph­êng\nTiÓu häc L­¬ng Kh¸nh;§«ng H­¬ng\n"
    assert decode(typed.encode("latin-1")) == ("Trường;Phường\nTiểu học Lương Khánh;Đông Hương\n", "tcvn3")
    assert decode(typed.encode()).text == decode(typed.encode("latin-1")).text


def test_invisible_signs_of_unicode_are_left_to_the_next_room() -> None:
    assert decode("Trường\u00ad;Đảng\u200b viên\n".encode()) == ("Trường\u00ad;Đảng\u200b viên\n", "utf-8")


def test_capitals_of_tcvn3_stay_as_its_font_for_capitals_kept_them() -> None:
    typed = "§¶NG ñy x· quÕ kh­¬ng;B¸O C¸O\ntr­êng tiÓu häc sè 2;THCS ¢u C¬\n"
    read = "ĐảNG ủy xã quế khương;BáO CáO\ntrường tiểu học số 2;THCS Âu Cơ\n"
    assert decode(typed.encode("latin-1")) == (read, "tcvn3")


def test_capitals_of_vni_come_with_large_and_small_marks() -> None:
    assert decode("ÑAÛNG UÛY XAÕ;TRÖÔØNG\nAùnh Sao;Aâu Cô\n".encode("cp1252")) == (
        "ĐẢNG ỦY XÃ;TRƯỜNG\nÁnh Sao;Âu Cơ\n",
        "vni",
    )


def test_eth_becomes_the_letter_it_looks_like_in_vietnamese_only() -> None:
    assert decode("Ðảng viên;QÐ-UBND\nTrường Ðồng Ða;ðã nộp, ÐV\n".encode()).text == (
        "Đảng viên;QĐ-UBND\nTrường Đồng Đa;đã nộp, ĐV\n"
    )
    icelandic = "Guðmundur;Seyðisfjörður\nAð vera eða vera ekki;BLAÐ\n"
    assert decode(icelandic.encode()) == (icelandic, "utf-8")
    assert decode(icelandic.encode("cp1252")) == (icelandic, "cp1252")


FOREIGN = [
    "Straße;Größe\nMüller;für über schön\nSchröder;können Mädchen Tür\n",
    "Où;Élève\nété;très déjà là où ça\nFrançois;même hôtel être à côté\n",
    "Año;Señor\nMuñoz;está más también\nNúñez;sí qué niño corazón\n",
    "São Paulo;não\nJoão;coração às três irmã\n",
    "på;så\nÆrø;gå må få når år\nSørensen;blåbær øl\n",
    "naïve;café\nresume;5 × 3 µm © ½ § 7\n",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_stay_what_they_are(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16-le", "cp1252"):
        assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    "text", ["学校;党员\n小学;十七\n", "Trường 🎓;Đảng viên ✔\n", "Школа;Число\nДом;1\n", "où\n", "©;®\n"]
)
def test_other_scripts_signs_and_single_words_stay_in_unicode(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


def test_a_foreign_note_does_not_keep_an_old_file_from_being_read() -> None:
    text = TABLE + "3;Trường Krông Bông;Müller\n"
    assert decode(in_tcvn3(TABLE).encode() + "3;Tr­êng Kr«ng B«ng;Muller\n".encode()).text == text.replace("ü", "u")


def test_a_cell_that_is_vietnamese_in_unicode_stays_in_an_old_file() -> None:
    unicode_row = "9;Trường THCS Định Hòa;Xã Phú Sơn\n"
    for typed, letters in ((in_tcvn3(TABLE), "tcvn3"), (in_vni(TABLE), "vni"), (read_as_cp1252(TABLE), "cp1252")):
        assert decode((typed + unicode_row).encode()) == (TABLE + unicode_row, f"utf-8+{letters}")


def test_a_few_old_rows_in_a_unicode_file_are_mended_and_no_other_cell() -> None:
    rest = "".join(f"{n};Trường Tiểu học Hòa Bình số {n};Xã Bàn Thành\n" for n in range(3, 60))
    for typed, letters in ((in_tcvn3(TABLE), "tcvn3"), (in_vni(TABLE), "vni"), (read_as_cp1252(TABLE), "cp1252")):
        assert decode((typed + rest).encode()) == (TABLE + rest, f"utf-8+{letters}")


def test_one_cell_may_mix_both() -> None:
    typed = in_tcvn3(TABLE) + "3;Trường TiÓu häc Phước H¶i;Ghi chú: ®¹t chuẩn\n"
    assert decode(typed.encode()).text == TABLE + "3;Trường Tiểu học Phước Hải;Ghi chú: đạt chuẩn\n"


def test_one_word_that_reads_both_ways_stays_unicode() -> None:
    assert decode("Hoà\n".encode()) == ("Hoà\n", "utf-8")
    assert decode("Hoà Bình;Chí\n".encode()) == ("Hoà Bình;Chí\n", "utf-8")


def test_rare_letters_of_a_long_file_are_found() -> None:
    plain = "1;abc;def\n" * 60_000
    assert decode((plain + in_vni(TABLE) + plain).encode()) == (plain + TABLE + plain, "utf-8+vni")
    assert decode((plain + TABLE + plain).encode()).encoding == "utf-8"


def test_every_byte_has_a_meaning_in_windows_1252() -> None:
    content = b"Caf\xe9;\x81\x8d\x8f\x90\x9d\nGr\xf6\xdfe;M\xfcller\n"
    assert decode(content) == ("Café;\x81\x8d\x8f\x90\x9d\nGröße;Müller\n", "cp1252")


@pytest.mark.parametrize("encoding", EIGHT_BIT)
def test_any_bytes_but_zero_have_letters_if_the_user_says_so(encoding: str) -> None:
    assert decode(bytes(range(1, 256)), encoding).encoding == encoding


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("Trường;Đảng viên\n".encode()[:-5] + b"\xc4\n", "errors.encoding_wrong"),
        ("Tên;Đảng viên\nTrường Phước Hải;1\n".encode().replace("ả".encode(), b"\xe1\xba"), "errors.encoding_wrong"),
        ("Школа;Число\nДом;1\n".encode("cp1251"), "errors.encoding_wrong"),
        (bytes(range(1, 256)) * 3, "errors.file_is_binary"),
    ],
)
def test_damaged_unicode_and_other_scripts_are_refused_rather_than_read_as_something_else(
    content: bytes, key: str
) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        decode(content)
    assert refusal.value.key == key


@pytest.mark.parametrize("chosen", ["utf-8", "utf-8+tcvn3", "utf-8+vni", "utf-8+cp1252"])
def test_what_the_user_says_about_unicode_letters_wins(chosen: str) -> None:
    text, encoding = decode("Hoà;Quèc\n".encode(), chosen)
    assert encoding == chosen
    expected = {
        "utf-8": "Hoà;Quèc\n",
        "utf-8+tcvn3": "Hoà;Quốc\n",
        "utf-8+vni": "Hồ;Quèc\n",
        "utf-8+cp1252": "Hoà;Quèc\n",
    }
    assert text == expected[chosen]


@pytest.mark.parametrize(
    ("chosen", "text"), [("cp1258", "Văn\n"), ("cp1252", "Vãn\n"), ("tcvn3", "Vón\n"), ("vni", "Vãn\n")]
)
def test_what_the_user_says_about_bytes_wins(chosen: str, text: str) -> None:
    assert decode(b"V\xe3n\n", chosen) == (text, chosen)


def test_every_name_that_is_told_can_be_said() -> None:
    for name in ENCODINGS:
        text = "abc;1\n".encode(split_name(name)[0] if name not in EIGHT_BIT else "ascii")
        assert decode(text, name) == ("abc;1\n", name)
        assert name in alternatives(name)
