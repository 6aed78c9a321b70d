"""``briefing`` and ``python -m briefing``: the command line.

All of it is imported within: Ctrl-C ends the program quietly also while it is still being loaded.
"""

import sys


def run() -> int:
    """Run the command line; returns the exit code, 130 where it is stopped before it is loaded."""
    try:
        from briefing.core.collector import collected_rarely

        collected_rarely()
        from briefing.app.cli.main import main

        return main()
    except KeyboardInterrupt:
        sys.stderr.write("stopped; the last good output is untouched [interrupted]\n")
        return 130


if __name__ == "__main__":
    sys.exit(run())
