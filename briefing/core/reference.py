"""References: ``dataset.series[member].kin``, or the name of a metric, from text to parts and back.

This is the one place that takes such a text apart. A member that could be misread stands in double
quotes: ``trade.imports["Korea, Rep."]``; a quote within it is doubled. Single quotes around a member that has
none are read as quotes too.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from briefing.core.period import Period
from briefing.core.problems import Refusal

_EXPRESSION = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")
_NAME = re.compile(r"\b[a-z][a-z0-9_]*\b")
_IN_SINGLE_QUOTES = re.compile(r"\s*'([^']+)'\s*\]")
_MISREAD = frozenset('[]".,')
_HOW_TO_WRITE_IT = "write it as data_set.series, data_set.series[member], or the name of a metric"


class UnreadableReference(Refusal):
    """A text that is no reference; ``column`` says where, from 1."""

    def __init__(self, text: str, column: int, wrong: str, advice: str = _HOW_TO_WRITE_IT) -> None:
        self.column = column
        message = f"'{text}' is no reference: {wrong} at character {column}"
        super().__init__(message, advice, code="unreadable-reference")


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """What a name in the config points to: a series of a data set, a metric, or a relative of one."""

    name: str
    """Of the data set, or of the metric."""
    series: str = ""
    """Of the series within the data set; empty for a metric."""
    member: str | None = None
    """Of a dimension: ``China``."""
    kin: tuple[str, ...] = ()
    """What follows the last dot: ``change``, ``before``."""

    @property
    def measure(self) -> str:
        """The series with all its members: ``dataset.series``, or the metric."""
        return f"{self.name}.{self.series}" if self.series else self.name

    def of(self, member: str) -> Reference:
        """The same for one member."""
        return replace(self, member=member)

    def observation(self, period: Period) -> str:
        """What the fact of a period is called: ``trade.imports[China,2024]``."""
        return f"{self.before_period()}{period}]"

    def before_period(self) -> str:
        """What all observations are called up to their period: ``trade.imports[China,``."""
        member = "" if self.member is None else f"{_quoted(self.member)},"
        return f"{'.'.join((self.measure, *self.kin))}[{member}"

    def __str__(self) -> str:
        """The text that :meth:`parse` reads."""
        member = "" if self.member is None else f"[{_quoted(self.member)}]"
        return "".join((self.measure, member, *(f".{one}" for one in self.kin)))

    @classmethod
    def parse(cls, text: str, kin: Collection[str] = ()) -> Reference:
        """The parts of a reference; raises :class:`UnreadableReference`.

        ``kin`` are the words that after a name mean a relative and no series: in a rule
        ``output.change`` is the change of a metric.
        """
        head, bracket, _ = text.partition("[")
        name, *dotted = _words(text, head, 0)
        member, after = None, ""
        if bracket:
            member, end = _member(text, len(head) + 1)
            after = text[end:].strip()
            start = text.index(after, end) if after else end
            if after and not after.startswith("."):
                raise UnreadableReference(text, start + 1, "only a dot may follow ']'")
            after_member = _words(text, after[1:], start + 1) if after else []
        else:
            after_member = []
        is_series = bool(dotted) and dotted[0] not in kin
        series = dotted.pop(0) if is_series else ""
        return cls(name, series, member, (*dotted, *after_member))


def first_name(text: str) -> str:
    """The data set or metric that a text names; empty where it is no reference."""
    try:
        return Reference.parse(text).name
    except UnreadableReference:
        return ""


def named_in(prose: str) -> tuple[str, ...]:
    """The names in the expressions of an author's sentence, each once: ``{{ output.verb }}``.

    A word of the sentence itself names nothing, even where a metric is called so.
    """
    inside = (_TEXT.sub(" ", one) for one in _EXPRESSION.findall(prose))
    return tuple(dict.fromkeys(name for one in inside for name in _NAME.findall(one)))


def _words(text: str, part: str, start: int) -> list[str]:
    """The words between the dots of a part of the text, which begins at an index."""
    found = []
    for word in part.split("."):
        wrong = next((place for place, one in enumerate(word) if one in _MISREAD), None)
        if wrong is not None:
            raise UnreadableReference(text, start + wrong + 1, f"'{word[wrong]}' is out of place")
        if not word.strip():
            raise UnreadableReference(text, start + 1, "a name is missing")
        found.append(word.strip())
        start += len(word) + 1
    return found


def _member(text: str, start: int) -> tuple[str, int]:
    """The member behind a bracket, and where the text goes on behind its end."""
    inside = text[start:]
    opening = len(inside) - len(inside.lstrip())
    if inside.lstrip().startswith('"'):
        return _quoted_member(text, start + opening)
    if single := _IN_SINGLE_QUOTES.match(inside):
        return single[1], start + single.end()
    end = text.rfind("]")
    if end < start:
        raise UnreadableReference(text, start, "the bracket is not closed", "end it with ']'")
    member = text[start:end].strip()
    if not member:
        raise UnreadableReference(text, start + 1, "a member is missing", "name it between [ and ]")
    return member, end + 1


def _quoted_member(text: str, start: int) -> tuple[str, int]:
    """A member in quotes that begin at an index."""
    end = start + 1
    while (end := text.find('"', end)) >= 0 and text[end + 1 : end + 2] == '"':
        end += 2
    if end < 0:
        raise UnreadableReference(text, start + 1, "the quote is not closed", "end it with '\"]'")
    rest = text[end + 1 :]
    if not rest.lstrip().startswith("]"):
        raise UnreadableReference(
            text,
            end + 2,
            "']' is missing behind the quote",
            'a quote within a member is doubled: ""',
        )
    member = text[start + 1 : end].replace('""', '"')
    if not member:
        raise UnreadableReference(text, start + 1, "a member is missing", "name it in the quotes")
    return member, end + 1 + rest.index("]") + 1


def _quoted(member: str) -> str:
    """A member as it stands between brackets, in quotes where it could be misread without."""
    if member == member.strip() and not _MISREAD & set(member) and not member.startswith("'"):
        return member
    return '"' + member.replace('"', '""') + '"'
