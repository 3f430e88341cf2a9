"""What imports cannot show: sizes, forbidden shortcuts, and where words, SQL and writing may stand."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "dashboard"
PAGES = sorted((ROOT / "pages").glob("*.py"))
MODULES = sorted(PACKAGE.rglob("*.py"))
EVERYTHING = [*MODULES, *PAGES, ROOT / "app.py"]

PAGE_LINES, MODULE_LINES = 80, 250
VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
STATEMENT = re.compile(
    r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|DROP|ALTER|ATTACH|PRAGMA|WITH \w+ AS|BEGIN|COMMIT)\b",
    re.IGNORECASE,
)

VIETNAMESE_ALLOWED = {
    "dashboard/demo": "invents names, which are data",
    "dashboard/domain/text.py": "folds the letter đ",
    "dashboard/intake/bounds.py": "column letters may be Đ",
    "dashboard/intake/syllables.py": "a table of what Vietnamese syllables are made of",
    "dashboard/charts/labels.py": "a table of the words that names of schools begin with",
    "dashboard/documents/templates.py": "the example row of the files that schools fill in, Vietnamese for all",
}
SQL_ALLOWED = {
    "dashboard/storage": "owns the database",
    "dashboard/intake": "judges rows in a throw-away engine in memory",
}
WRITING_ALLOWED = {
    "dashboard/actions": "one function an intention",
    "dashboard/demo": "fills an empty district",
}
ASKING = {"rows", "frame", "one", "table"}
"""How a reader or a writer is asked a question by name."""
SESSION_STATE_ALLOWED = {"dashboard/ui": "the only part that knows Streamlit"}
CLOCK_ALLOWED = {"dashboard/settings.py": "the office's day, from which everything else is given its own"}


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def inside(path: Path, allowed: dict[str, str]) -> bool:
    return any(place(path) == one or place(path).startswith(f"{one}/") for one in allowed)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def literals(path: Path) -> list[str]:
    """The strings of a module that are values; docstrings, which stand alone, are not."""
    parsed = tree(path)
    alone = {id(node.value) for node in ast.walk(parsed) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(parsed)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone
    ]


def names(path: Path) -> set[str]:
    """Every name, attribute and keyword of a module."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.keyword) and node.arg:
            found.add(node.arg)
    return found


def calls(path: Path) -> set[str]:
    return {
        node.func.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


def misplaced(found: list[Path], allowed: dict[str, str]) -> list[str]:
    """The modules where something may not stand, and the exceptions that nothing needs any more."""
    unneeded = [f"{one} needs no exception" for one in allowed if not any(inside(path, {one: ""}) for path in found)]
    return [*(place(path) for path in found if not inside(path, allowed)), *unneeded]


def test_a_page_is_short() -> None:
    assert {place(path): length for path in PAGES if (length := lines(path)) > PAGE_LINES} == {}


def test_a_module_is_short() -> None:
    assert {place(path): length for path in MODULES if (length := lines(path)) > MODULE_LINES} == {}


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_html_is_slipped_past_streamlit() -> None:
    assert [place(path) for path in EVERYTHING if "unsafe_allow_html" in names(path)] == []


def test_only_the_ui_knows_the_session() -> None:
    knowing = [path for path in EVERYTHING if "session_state" in names(path) | set(literals(path))]
    assert misplaced(knowing, SESSION_STATE_ALLOWED) == []


def test_what_people_read_comes_from_the_catalogues() -> None:
    speaking = [path for path in EVERYTHING if any(VIETNAMESE.search(text) for text in literals(path))]
    assert misplaced(speaking, VIETNAMESE_ALLOWED) == []


def test_sql_stands_in_storage() -> None:
    asking = [path for path in EVERYTHING if any(STATEMENT.match(text) for text in literals(path))]
    assert misplaced(asking, SQL_ALLOWED) == []


def test_only_actions_write() -> None:
    writing = [path for path in EVERYTHING if "writing" in calls(path)]
    assert misplaced(writing, WRITING_ALLOWED) == []


def test_time_is_given_and_never_read() -> None:
    clocks = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"}
    reading = [
        path
        for path in EVERYTHING
        if any(isinstance(node, ast.Call) and ast.unparse(node.func) in clocks for node in ast.walk(tree(path)))
    ]
    assert misplaced(reading, CLOCK_ALLOWED) == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"util", "utils", "helper", "helpers", "common", "misc", "tools"}
    assert [place(path) for path in EVERYTHING if {path.stem, path.parent.name} & drawers] == []


def test_every_question_has_its_file_and_every_file_is_asked() -> None:
    asked = {
        node.args[0].value
        for path in EVERYTHING
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert asked == {path.stem for path in (PACKAGE / "storage" / "queries").glob("*.sql")}
