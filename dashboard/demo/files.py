"""Writes ``data/examples`` and ``data/templates``: ``python -m dashboard.demo.files data``."""

from __future__ import annotations

import sys
from pathlib import Path

from dashboard.definitions import datasets
from dashboard.demo.examples import example_files
from dashboard.documents.templates import template_csv, template_workbook
from dashboard.i18n import Translator


def template_files() -> dict[str, bytes]:
    """Return the templates of every dataset by file name, explained in Vietnamese."""
    workbooks = {f"{code}.xlsx": template_workbook(code, Translator("vi")) for code in datasets()}
    return workbooks | {f"{code}.csv": template_csv(code) for code in datasets()}


def write_files(data: Path) -> None:
    """Write both folders below ``data``, over what is there."""
    for folder, contents in (("examples", example_files()), ("templates", template_files())):
        (data / folder).mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (data / folder / name).write_bytes(content)


if __name__ == "__main__":
    write_files(Path(sys.argv[1] if len(sys.argv) > 1 else "data"))
