"""How people write a value and a heading: by hand, each in a way of their own."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from dashboard.definitions import datasets
from dashboard.intake.subjects import leaves_open
from dashboard.intake.variants import ambiguous_keys, heading_key, variants
from tests.ugly.truth import LEVELS, OWNERSHIPS, STATUSES

if TYPE_CHECKING:
    from random import Random

MOVED_TONES = (("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("uỷ", "ủy"), ("oè", "òe"))


def heading(random: Random, dataset: str, field: str) -> str:
    """Return one of the names under which a field is known, as somebody types it."""
    known = variants(dataset)
    clear = [
        name
        for name in datasets()[dataset].fields[field].variants
        if len(known[heading_key(name)]) == 1
        and heading_key(name) not in ambiguous_keys()
        and not leaves_open(field, heading_key(name))
        and "_" not in name
    ]
    name = random.choice(clear)
    return random.choice(
        [name, name, name.upper(), f"{name} (*)", f" {name}  ", name.replace(" ", "\n", 1), f"{name}:", name.lower()]
    )


def text(random: Random, _: str, value: str) -> str:
    """Return a name with stray spaces, decomposed letters, or its marks of tone where others put them."""
    for mine, theirs in MOVED_TONES if random.random() < 0.3 else ():
        value = value.replace(mine, theirs)
    way = random.random()
    if way < 0.1:
        return f" {value.replace(' ', '  ', 1)} "
    return unicodedata.normalize("NFD", value) if way < 0.2 else value


def word(random: Random, field: str, value: str) -> str:
    """Return one of the words for a code of levels, ownership or status."""
    known = {"school_level": LEVELS, "ownership": OWNERSHIPS, "branch_status": STATUSES}
    words = known[field][value]
    return random.choice([*words, words[0].upper()])


def count(random: Random, value: int, habit: str) -> object:
    """Return a count as text in a person's habit, or as the number of a workbook."""
    if habit == "number":
        return value
    if habit == "dots":
        return f"{value:,}".replace(",", ".")
    if habit == "people":
        return f"{value} người" if random.random() < 0.5 else f"{value:02d}"
    if habit == "padded":
        return f"{value:02d}"
    return f" {value} " if random.random() < 0.1 else str(value)


def percent(value: str, habit: str) -> object:
    """Return a percentage with comma and sign, or as the fraction that a workbook keeps."""
    return float(value) / 100 if habit == "number" else f"{value.replace('.', ',')}%"


def day(value: date, habit: str) -> object:
    """Return a day as text in a person's habit, or as the serial number of a workbook."""
    forms = {
        "slashes": f"{value.day}/{value.month}/{value.year}",
        "dots": f"{value:%d.%m.%Y}",
        "iso": value.isoformat(),
    }
    forms |= {"dashes": f"{value:%d-%m-%Y}", "words": f"ngày {value.day} tháng {value.month} năm {value.year}"}
    return (value - date(1899, 12, 30)).days if habit == "number" else forms[habit]


def unknown(random: Random) -> str:
    """Return what people put where they know nothing."""
    return random.choice(["", "", "-", "…"])
