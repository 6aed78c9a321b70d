"""A file that nobody vouches for is audited in a process of its own; here it is started and heard."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from briefing.app.audit.exchange import Asked, asked_as_json, audited_in
from briefing.app.review.results import Audited, in_one_line
from briefing.core.problems import Place, Problem, UnusableInput

MOST_SECONDS = 600
"""By the clock."""
_PACKAGE = Path(__file__).resolve().parents[3]
_LONGEST = 300


def audit_apart(asked: Asked, seconds: float = MOST_SECONDS) -> Audited:
    """Audit a file in a process with limits of memory and time.

    Raises :class:`~briefing.core.problems.UnusableInput` for a file that this program did not make,
    and where the process was stopped.
    """
    start = (
        f"import sys; sys.path.insert(0, {str(_PACKAGE)!r}); "
        "from briefing.app.audit.confined import main; main()"
    )
    command = [sys.executable, "-P", "-c", start]
    with tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True) as scratch:
        question = asked_as_json(replace(asked, scratch=scratch))
        try:
            done = subprocess.run(  # noqa: S603  (this program itself)
                command, input=question, capture_output=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired:
            raise _stopped(asked, f"it took longer than {seconds:g} seconds") from None
    if done.returncode == 0:
        try:
            return audited_in(done.stdout)
        except ValueError as error:
            raise _stopped(asked, f"its answer makes no sense: {error}"[:_LONGEST]) from None
    raise _stopped(asked, _ending(done.returncode, done.stderr))


def _ending(code: int, said: bytes) -> str:
    """What ended the process: a limit, a signal, or an error that it told last."""
    if code < 0:
        name = signal.Signals(-code).name
        if name in {"SIGXCPU", "SIGKILL"}:
            return "it took more time of the processor or more memory than it may"
        return f"a library broke down on it, or lacked memory for it ({name})"
    last = said.decode(errors="replace").strip().rpartition("\n")[2]
    return in_one_line(last)[:_LONGEST] or f"it ended with {code}"


def _stopped(asked: Asked, why: str) -> UnusableInput:
    message = f"the audit was stopped: {why}"
    advice = "a brief of this program asks for little; do not trust the file"
    return UnusableInput([Problem(Place(asked.file), message, advice, code="audit-stopped")])
