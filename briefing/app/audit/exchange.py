"""What is asked of the process that audits, and what it answers: JSON, checked on arrival.

The process has read a file that nobody vouches for, so its answer is data too.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from briefing.app.review.results import Audited
from briefing.core.problems import Place, Problem, UnusableInput


@dataclass(frozen=True, slots=True)
class Asked:
    """A file to be audited, and what the reader trusts: a folder or a lock, and certificates."""

    file: str
    data: str = ""
    lock: str = ""
    trust: tuple[str, ...] = ()
    """Files with certificates."""
    scratch: str = ""
    """A folder that whoever asks deletes, however the process ends."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file was not audited: one problem, at a place of a file."""

    file: str
    line: int
    column: int
    message: str
    advice: str
    code: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An audit, or what kept it from being made."""

    audited: Audited | None = None
    refused: tuple[Refused, ...] = ()


_ASKED = TypeAdapter(Asked)
_ANSWER = TypeAdapter(Answer)


def asked_as_json(asked: Asked) -> bytes:
    """The question as it is sent."""
    return _ASKED.dump_json(asked)


def asked_in(text: bytes) -> Asked:
    """The question as it arrived."""
    return _ASKED.validate_json(text)


def answer_as_json(answer: Answer) -> bytes:
    """The answer as it is sent."""
    return _ANSWER.dump_json(answer)


def refusal(problems: list[Problem]) -> Answer:
    """The answer that says what kept a file from being audited."""
    return Answer(
        refused=tuple(
            Refused(
                one.place.file if one.place else "",
                one.place.line if one.place else 0,
                one.place.column if one.place else 0,
                one.message,
                one.advice,
                one.code,
            )
            for one in problems
        )
    )


def audited_in(text: bytes) -> Audited:
    """The audit in an answer; raises :class:`UnusableInput` with what kept it from being made.

    ``ValueError`` where it is no answer.
    """
    try:
        answer = _ANSWER.validate_json(text)
    except ValidationError as error:
        raise ValueError(str(error)) from None
    if answer.audited is None:
        raise UnusableInput(
            Problem(
                Place(one.file, one.line, one.column) if one.file else None,
                one.message,
                one.advice,
                code=one.code,
            )
            for one in answer.refused
        )
    return answer.audited
