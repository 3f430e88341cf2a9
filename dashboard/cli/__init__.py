"""The command ``chibo``: what a page does to the data, without a browser.

``entry`` runs one command and turns its end into an exit status; ``arguments`` says what may be written on the
command line, ``answers`` how answers look. Beside them a module for each group of commands: ``serving``,
``inventing``, ``reading`` (files as tables), ``importing``, ``history`` (uploads and undo), ``counting`` (figures),
``ruling`` (the rules in force) and ``keeping`` (backup, restore, check).
"""

from __future__ import annotations

from dashboard.cli.entry import main

__all__ = ["main"]
