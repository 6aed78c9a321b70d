"""Audits one file and ends: a process of its own, with limits of memory, time and disk.

The question comes on the input, the answer goes to the output. What the file makes of the
libraries that read it ends with this process.
"""

from __future__ import annotations

import sys

from briefing.app.audit.anchors import folder_anchors, lock_anchors
from briefing.app.audit.auditing import audit_file
from briefing.app.audit.exchange import Answer, Asked, answer_as_json, asked_in, refusal
from briefing.app.audit.signatures import trust_in
from briefing.core.problems import BriefingError

try:
    import resource
except ImportError:  # a system that has no such limits
    resource = None  # type: ignore[assignment]

MOST_MEMORY = 4 * 1024**3
"""Bytes."""
MOST_SECONDS = 300
"""Of processor time."""
MOST_DISK = 1024**3
"""Bytes of a file that is written to the scratch folder."""


def main() -> None:
    """Answer one question."""
    _limit()
    asked = asked_in(sys.stdin.buffer.read())
    sys.stdout.buffer.write(answer_as_json(_answer(asked)))


def _answer(asked: Asked) -> Answer:
    try:
        anchors = folder_anchors(asked.data) if asked.data else None
        anchors = lock_anchors(asked.lock) if asked.lock else anchors
        trust = trust_in(asked.trust)
        scratch = asked.scratch or None
        return Answer(audit_file(asked.file, anchors, scratch=scratch, trust=trust))
    except BriefingError as error:
        return refusal(list(error.problems))


def _limit() -> None:
    if resource is None:
        return
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_DISK),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, hard))


if __name__ == "__main__":
    main()
