"""``python -m dashboard.cli`` is the command ``chibo``."""

from __future__ import annotations

import sys

from dashboard.cli.entry import main

sys.exit(main())
