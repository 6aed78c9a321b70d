"""What decides whether a brief is as its inputs are, where they are results of queries."""

from __future__ import annotations

import json
from collections.abc import Sequence

from briefing.core.query_result import record_of
from briefing.core.series import InputFile
from briefing.core.workspace import Kind, Workspace


def hashes_read(workspace: Workspace, files: Sequence[InputFile]) -> dict[str, str]:
    """Hashes of what a data set was read from, by path or pattern: of a result, what its query read."""
    found: dict[str, str] = {}
    records = {record_of(one.path) for one in files if one.query}
    for one in files:
        if one.query:
            record = workspace.read(record_of(one.path), Kind.DATA).content
            found |= json.loads(record)["read"]
        elif one.path not in records:
            found[one.path] = one.sha256
    return found
