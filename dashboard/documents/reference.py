"""The pages of ``docs/`` that are made from data: the settings, the fields that files may hold, the rules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.definitions import datasets
from dashboard.documents.rule_reference import rules_page
from dashboard.documents.stage_reference import stages_page
from dashboard.i18n import Translator
from dashboard.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.definitions import Dataset

_MADE = "<!-- Made by `make docs` from {source}; do not edit by hand. -->\n\n"


def pages() -> Mapping[str, str]:
    """Return the text of every generated page by its file name."""
    rules = _MADE.format(source="`dashboard/definitions/rules.toml`") + rules_page()
    stages = _MADE.format(source="`dashboard/definitions/stages.toml`") + stages_page()
    return {"settings.md": _settings(), "datasets.md": _datasets(), "rules.md": rules, "stages.md": stages}


def _settings() -> str:
    rows = [
        f"| `{name}` | `{setting.default}` | {setting.help}{_accepted(setting.accepted)} |"
        for name, setting in SETTINGS.items()
    ]
    head = (
        "# Settings\n\n"
        "Each comes from the command line where the command has such an option, else from the environment "
        "(`CHIBO_` and the name in capitals, such as `CHIBO_DUE_DAY`), else from `settings.toml` in the data "
        "directory, else from its default.\n\n| name | default | meaning |\n| --- | --- | --- |\n"
    )
    return _MADE.format(source="`dashboard/settings.py`") + head + "\n".join(rows) + "\n"


def _accepted(words: tuple[str, ...]) -> str:
    return f" One of {', '.join(f'`{word}`' for word in words)}." if words else ""


def _datasets() -> str:
    head = (
        "# What schools may upload\n\n"
        "Headings are compared without case, diacritics and punctuation, whole, never by part. A heading that "
        "stands under two fields, or has several meanings, is asked about.\n"
    )
    sections = [_dataset(dataset) for dataset in datasets().values()]
    return _MADE.format(source="`dashboard/definitions/datasets.toml`") + head + "".join(sections)


def _dataset(dataset: Dataset) -> str:
    t = Translator("en")
    rows = [
        f"| `{field.code}` | {t(f'fields.{field.code}.label')} | {field.kind} | {', '.join(field.variants)} |"
        for field in dataset.fields.values()
    ]
    table = "| field | meaning | kind | known headings |\n| --- | --- | --- | --- |\n" + "\n".join(rows)
    return f"\n## `{dataset.code}`: {t(f'labels.dataset.{dataset.code}')}\n\n{table}\n"


def main(folder: str) -> None:
    """Write the pages into a folder."""
    for name, text in pages().items():
        (Path(folder) / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
