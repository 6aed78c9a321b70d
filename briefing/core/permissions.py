"""What whoever runs this program lets others do with new files: the umask, read once at the start."""

from __future__ import annotations

import os


def _umask() -> int:
    """The umask of this process, which can only be asked for by setting it."""
    found = os.umask(0o077)
    os.umask(found)
    return found


UMASK = _umask()
"""Bits that new files do not have."""
