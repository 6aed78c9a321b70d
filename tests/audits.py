"""Audits in tests: a brief is made again once for all edits of a file that leave what it carries."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from briefing.app.audit import confined
from briefing.app.audit.anchors import Anchors
from briefing.app.audit.auditing import audit_file
from briefing.app.audit.exchange import (
    Asked,
    answer_as_json,
    asked_as_json,
    asked_in,
    audited_in,
)
from briefing.app.audit.remaking import Remade, remake
from briefing.app.audit.signatures import Trust
from briefing.app.review.evidence import Evidence
from briefing.app.review.results import Audited

_MADE: dict[str, Remade] = {}


def remade_once(
    evidence: Evidence, folder: Path, given: Mapping[str, bytes], moment: datetime | None
) -> Remade:
    """The brief made again, or as it was made before from the same files."""
    attached = {path: hashlib.sha256(data).hexdigest() for path, data in evidence.attached.items()}
    named = [(one["path"], one["sha256"]) for one in evidence.ledger["inputs"]]
    key = str((sorted(attached.items()), named, sorted(given), moment, evidence.ledger["brief"]))
    if key not in _MADE:
        _MADE[key] = remake(evidence, folder, given, moment)
    return _MADE[key]


def audited(
    path: Path | str, anchors: Anchors | None = None, trust: Trust | None = None
) -> Audited:
    """An audit in this process."""
    return audit_file(path, anchors, remade_once, trust=trust)


def wrong_in(path: Path | str, anchors: Anchors | None = None) -> list[str]:
    """The mismatches of an audit, a line each."""
    return [str(one) for one in audited(path, anchors).wrong]


def audit_here(asked: Asked, seconds: float = 0) -> Audited:
    """What the command hears of an audit, as :func:`~briefing.app.audit.confinement.audit_apart` tells it.

    Question and answer are the texts that go to the other process and come back; only the process
    is this one, which need not be started and has no limits.
    """
    del seconds

    def audit_once(
        path: str, anchors: Anchors | None, *, scratch: str | None, trust: Trust | None
    ) -> Audited:
        return audit_file(path, anchors, remade_once, scratch, trust)

    with patch.object(confined, "audit_file", audit_once):
        return audited_in(answer_as_json(confined._answer(asked_in(asked_as_json(asked)))))
