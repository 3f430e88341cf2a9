"""What an office may choose, listed once with default and help; read once and frozen.

Each setting comes from the command line, else from the environment (``CHIBO_`` and its name in capitals), else from
``settings.toml`` in the data directory, else from its default.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dashboard.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Setting:
    """One choice: its default (which tells its type), its help, the words it accepts if these are few, its bounds."""

    default: str | int
    help: str
    accepted: tuple[str, ...] = ()
    least: int = 0
    most: int = 1_000_000


SETTINGS: Mapping[str, Setting] = {
    "data": Setting("data", "The data directory: district.duckdb, settings.toml and demo/ live here."),
    "today": Setting("", "The day to take as today (YYYY-MM-DD); empty for the clock."),
    "lang": Setting("vi", "The language of the command and of a first visit.", ("vi", "en")),
    "committee": Setting("", "The name of the committee, shown at the head of every page."),
    "due_day": Setting(5, "The day of the following month by which a report is due, 1 to 28.", least=1, most=28),
    "rhythm": Setting("monthly", "How often schools report.", ("monthly", "quarterly")),
    "admission_base": Setting(
        "opening",
        "The denominator of the admission rate: members at the opening of the year, or now.",
        ("opening", "closing"),
    ),
    "age_compared": Setting(
        "month", "How the age of 18 and of 60 is counted: by year and month, or to the day.", ("month", "day")
    ),
    "introduction_months": Setting(
        12,
        "For how many months introductions and opinions may be used; 12 is not confirmed for today.",
        least=1,
        most=120,
    ),
    "verification_days": Setting(
        0, "Working days to answer a verification request; 0 while not confirmed, then nothing is due.", most=365
    ),
    "verification_days_abroad": Setting(0, "The same for a request that goes abroad.", most=365),
    "ceremony_start": Setting(
        "regulation",
        "Where the working days to the ceremony begin: as each regulation is reported to say, or always at the receipt "
        "or at the issue of the decision.",
        ("regulation", "receipt", "issue"),
    ),
    "days_off": Setting("", "The office's own days off beside the public holidays (YYYY-MM-DD, several by spaces)."),
    "extra_working_days": Setting(
        "", "Saturdays and other days that are worked and that the program does not know (likewise)."
    ),
    "calendar_known_until": Setting(
        2026,
        "The last year whose exchanged working days are announced; counts beyond it are shown as not final.",
        least=2008,
        most=2099,
    ),
    "time_zone": Setting("Asia/Ho_Chi_Minh", "The time zone of days and hours."),
    "max_upload_mb": Setting(100, "The largest file that is read, in megabytes.", least=1),
    "query_seconds": Setting(30, "After this many seconds a query is stopped.", least=1),
    "memory_mb": Setting(1024, "The memory that the database may use, in megabytes.", least=64),
    "log_level": Setting("info", "What is logged.", ("debug", "info", "warning", "error")),
}


@dataclass(frozen=True)
class Settings:
    """The choices of this office; ``SETTINGS`` says what each means."""

    data: Path = field(default_factory=lambda: Path("data"))
    today: str = ""
    lang: str = "vi"
    committee: str = ""
    due_day: int = 5
    rhythm: str = "monthly"
    admission_base: str = "opening"
    age_compared: str = "month"
    introduction_months: int = 12
    verification_days: int = 0
    verification_days_abroad: int = 0
    ceremony_start: str = "regulation"
    days_off: str = ""
    extra_working_days: str = ""
    calendar_known_until: int = 2026
    time_zone: str = "Asia/Ho_Chi_Minh"
    max_upload_mb: int = 100
    query_seconds: int = 30
    memory_mb: int = 1024
    log_level: str = "info"

    @property
    def database(self) -> Path:
        """The file of the real district."""
        return self.data / "district.duckdb"

    @property
    def demo_database(self) -> Path:
        """The file of the invented district, apart from the real one."""
        return self.data / "demo" / "district.duckdb"

    @property
    def zone(self) -> tzinfo:
        """The time zone as an object."""
        return ZoneInfo(self.time_zone)

    def now(self) -> datetime:
        """Return the moment in the office's zone, on the chosen day when ``today`` is set."""
        moment = datetime.now(self.zone)
        return datetime.combine(date.fromisoformat(self.today), moment.timetz()) if self.today else moment

    def day(self) -> date:
        """Return the day to take as today."""
        return self.now().date()


def days_of(text: str) -> tuple[date, ...]:
    """Read the days of a setting that lists some, by spaces or commas; raise ``ValueError`` for anything else."""
    return tuple(date.fromisoformat(word) for word in text.replace(",", " ").split())


def site() -> Path:
    """Return the folder that holds ``app.py``, ``pages/``, ``data/`` and ``.streamlit/``.

    The wheel carries it as ``dashboard/site``; in a checkout that folder does not exist and the root is meant.
    """
    package = Path(__file__).resolve().parent
    installed = package / "site"
    return installed if installed.is_dir() else package.parent


def load(overrides: Mapping[str, object] | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; ``overrides`` are what the command line said.

    Raises ``InvalidInput`` that names the setting and what it accepts.
    """
    environment = os.environ if environment is None else environment
    given: dict[str, object] = {
        name: environment[f"CHIBO_{name.upper()}"] for name in SETTINGS if f"CHIBO_{name.upper()}" in environment
    }
    given |= {name: value for name, value in (overrides or {}).items() if value is not None}
    directory = Path(str(given.pop("data", "") or "data"))
    chosen = _file(directory / "settings.toml") | given
    settings = Settings(data=directory, **{name: _value(name, chosen[name]) for name in SETTINGS if name in chosen})
    return _checked(settings)


def _file(path: Path) -> dict[str, object]:
    try:
        found = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput("errors.settings_file", path=path, why=error) from error
    if unknown := sorted(set(found) - set(SETTINGS)):
        raise InvalidInput("errors.settings_unknown", path=path, names=", ".join(unknown))
    return found


def _value(name: str, given: object) -> Any:  # noqa: ANN401 (each setting has its own type)
    setting = SETTINGS[name]
    accepted = ", ".join(setting.accepted) or f"{setting.least}–{setting.most}"
    try:
        value = type(setting.default)(str(given))
    except ValueError as error:
        raise InvalidInput("errors.setting", name=name, value=given, accepted=accepted) from error
    fits = setting.least <= value <= setting.most if isinstance(value, int) else value in (setting.accepted or {value})
    if not fits:
        raise InvalidInput("errors.setting", name=name, value=given, accepted=accepted)
    return value


def _checked(settings: Settings) -> Settings:
    try:
        ZoneInfo(settings.time_zone)
    except (KeyError, OSError, ValueError) as error:
        raise InvalidInput(
            "errors.setting", name="time_zone", value=settings.time_zone, accepted="Asia/Ho_Chi_Minh"
        ) from error
    try:
        settings.now()
    except ValueError as error:
        raise InvalidInput("errors.setting", name="today", value=settings.today, accepted="YYYY-MM-DD") from error
    _check_days(settings)
    return settings


def _check_days(settings: Settings) -> None:
    for name in ("days_off", "extra_working_days"):
        value = getattr(settings, name)
        try:
            days_of(value)
        except ValueError as error:
            accepted = "YYYY-MM-DD YYYY-MM-DD"
            raise InvalidInput("errors.setting", name=name, value=value, accepted=accepted) from error
