"""The log: one JSON object a line on standard error, whoever speaks."""

from __future__ import annotations

import logging
import sys

import streamlit.logger
import structlog

# uvicorn gives these handlers of their own before it loads the application.
_SERVER = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi")


def configure_logging(level: str = "info") -> None:
    """Send our log, Streamlit's and the server's to standard error as JSON from ``level`` (such as ``info``) on.

    Tracebacks are written without the values of variables, which may be about people.
    """
    steps = _steps()
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *steps, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(steps))
    # On the handler, since Streamlit sets the levels of its loggers itself.
    handler.setLevel(level.upper())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    logging.captureWarnings(capture=True)
    adopt_loggers()


def _steps() -> list[structlog.typing.Processor]:
    return [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]


def _formatter(steps: list[structlog.typing.Processor]) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=steps,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
    )


def adopt_loggers() -> None:
    """Take the handlers of the server's and Streamlit's loggers away, so that they too speak through ours.

    Needed again at start-up, since a server may set its handlers after the application was loaded.
    """
    for name in _SERVER:
        _hand_up(logging.getLogger(name))
    # Streamlit gives each of its loggers a console handler, also those it makes later, and has no option for
    # another form than a line of text.
    streamlit.logger.setup_formatter = _hand_up
    streamlit.logger.update_formatter()


def _hand_up(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True
    # The server's own line for a request shows the query, which may hold names; ours does not.
    logger.disabled = logger.name == "uvicorn.access"
    if logger.name in _SERVER:
        logger.setLevel(logging.WARNING)
