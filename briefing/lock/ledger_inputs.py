"""Was a finished brief made from the very bytes that are there? Its ledger knows.

A brief is kept where a file changed only in parts that it does not read; its ledger then names the
file as it was. What is made from locked inputs must name the locked ones.
"""

from __future__ import annotations

import json
from pathlib import Path

from briefing.cache.fingerprint import sha256_of


def made_from_others(root: Path, ledger: Path) -> list[str]:
    """The files of a project that are other than the ledger of a brief says."""
    try:
        content = json.loads(ledger.read_bytes())
        used = [one for part in ("inputs", "config", "templates") for one in content[part]]
        return [one["path"] for one in used if sha256_of(root / one["path"]) != one["sha256"]]
    except (OSError, ValueError, KeyError, TypeError):
        return [ledger.name]
