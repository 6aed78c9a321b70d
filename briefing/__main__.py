"""``python -m briefing``: the command line."""

import sys

from briefing.app.cli.main import main

sys.exit(main())
