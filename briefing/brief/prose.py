"""Prose to typed text: Jinja puts facts into Markdown, Markdown becomes nodes of the document.

Users' texts are sandboxed and strict: an unknown name is an error with its line, not a blank.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from jinja2 import (
    StrictUndefined,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.utils import missing

from briefing.brief.assertions.assertion import Assertion
from briefing.brief.assertions.judging import assertions_in
from briefing.brief.caveats_in_text import say_caveats
from briefing.brief.citations import Citations
from briefing.brief.conditions import Conditions, UnknownName
from briefing.brief.doubled_nouns import doubled_nouns
from briefing.brief.fact_view import kin_names
from briefing.brief.level_verbs import say_levels
from briefing.brief.markdown_nodes import MarkdownReader
from briefing.brief.markdown_signs import as_examined, without_notes
from briefing.brief.mentions import (
    UNSAID,
    Mentions,
    ProseError,
    refuse_typed_marks,
    without_marks,
)
from briefing.brief.metered_sandbox import MeteredSandbox
from briefing.brief.presence import Presence
from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.hidden_characters import HIDDEN_ADVICE, hidden_in
from briefing.core.problems import Place, Problem, ProblemLog, Refusal, Severity, suggest
from briefing.core.text_nodes import Inline, Inlines, ItemList, Paragraph, Text, TextBlock, plain
from briefing.core.work import Work
from briefing.language.typography import Typography
from briefing.language.untraced import FACT, Typed, said, without_exceptions
from briefing.project.declared import Places

_SENTENCE = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)\s+(?=[A-Z“\"‘*\ue000\ue00f])")
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_OUR_MARKS = re.compile("[\ue000-\ue00f]")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text of the brief: where it stands, as typed, and as rendered with marks."""

    path: tuple[str | int, ...]
    text: str
    printed: str


class Prose:
    """Turns the texts of one brief into nodes, and its mistakes into problems."""

    def __init__(
        self,
        names: Mapping[str, object],
        mentions: Mentions,
        places: Places,
        log: ProblemLog,
        failed: frozenset[str] = frozenset(),
        named: Collection[str] = (),
        library: Mapping[str, Work] | None = None,
        typography: Typography | None = None,
    ) -> None:
        self._failed = failed
        self._given = _pattern_of(named)
        self.typed: list[Typed] = []
        """Every word that the author typed, for the search for naked numbers."""
        self._data_are_whole = all(_is_of(one, places) for one in log.of(Severity.MISLEADING))
        self.mentions, self.log, self._places = mentions, log, places
        conditions = Conditions(names, mentions)
        bound = {"holds": conditions.holds, "either": conditions.either}
        self._names = {**names, **bound, "said": self._said}
        self.assertions: list[Assertion] = []
        """Typed phrases that were held against the facts beside them."""
        self.exceptions: list[str] = []
        """Typed words that stand without a fact: which, why, and where."""
        self._path: tuple[str | int, ...] = ()
        self._length = 0
        self.rendered: list[Rendered] = []
        """Every text with what it became, marks in it."""
        self._environment = _environment()
        self._markdown = MarkdownReader(
            mentions,
            places,
            log,
            Citations(mentions.language, library or {}, places, log),
            typography,
        )

    @property
    def notes(self) -> Mapping[str, Inlines]:
        """The notes of all texts, by the key that their signs lead to them by."""
        return self._markdown.notes

    def line(self, text: str, *path: str | int) -> Inlines:
        """A text of one line, such as a title, with facts and inline Markdown."""
        blocks = self.blocks(text, *path)
        parts: list[Inline] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                parts.extend([Text(" "), *block.children] if parts else block.children)
            else:
                self.log.add(
                    self._places.of(*path),
                    f"a {'list' if isinstance(block, ItemList) else 'table'} cannot stand here",
                    "write a sentence",
                    code="unfit-markdown",
                )
        return tuple(parts)

    def words(self, text: str, *path: str | int) -> str:
        """A text of plain words with facts, such as a label; styles fall away."""
        return plain(self.line(text, *path)) if text else ""

    def blocks(self, text: str, *path: str | int) -> tuple[TextBlock, ...]:
        """A text of paragraphs, lists and tables."""
        rendered = self._rendered(text, path)
        self.typed.append(self._examined(rendered, path))
        if rendered:
            self.rendered.append(Rendered(path, text, rendered))
        return self._markdown.blocks(rendered, path)

    def _examined(self, rendered: str, path: tuple[str | int, ...]) -> Typed:
        """What the author typed of a text: without what its facts bear out, and given names."""
        bare = self._without_borne_out(without_notes(rendered), path)
        if self._given is not None:
            bare = self._given.sub(lambda name: FACT * len(name[0]), bare)
        return _typed(bare, path)

    def _said(self, text: str, *, because: str) -> str:
        """Words that the author declares to stand without a fact, kept with the reason."""
        words = said(text, because=because)
        place = self._places.of(*self._path)
        self.exceptions.append(f"'{text}' stands: {because} ({place})")
        return words

    def _rendered(self, text: str, path: tuple[str | int, ...]) -> str:
        self._path = path
        self._environment.begin()
        try:
            self._count(text)
            rendered = self._environment.prepared(text).render(self._names)
            self._count(rendered[len(text) :])
            refuse_typed_marks(text, rendered, self.mentions)
            rendered = self.mentions.unsealed(rendered)
            self._tell_hidden(rendered, path)
            self._tell_doubled(rendered, path)
            self.mentions.say_sizes_once(rendered)
            self.mentions.say_amounts_in_one_scale(rendered)
            self.mentions.say_number(rendered)
            self.mentions.begin_with_capitals(rendered)
            self.mentions.say_shared_ranks(rendered)
            self.mentions.say_periods_of_stated(rendered)
            self.mentions.say_whom_totals_leave_out(rendered)
            self.mentions.check_printed_alike(rendered)
            self.mentions.check_scales(rendered)
            rendered = say_levels(self.mentions, rendered)
            rendered = say_caveats(self.mentions, rendered, path[-1])
            return self._what_is_known(rendered, path) if UNSAID in rendered else rendered
        except TemplateSyntaxError as error:
            place = self._places.of_text_line(error.lineno, *path)
            self.log.add(place, f"template error: {error.message}", code="broken-sentence")
        except ProseError as error:
            if isinstance(error, UnknownName) and error.name in self._failed:
                return ""
            if self._data_are_whole:
                self.log.refuse(self._places.of_text_line(_line_of(error), *path), error)
        except _NotThere as error:
            if error.of_whom is missing and error.name in self._failed:
                return ""
            place = self._places.of_text_line(_line_of(error), *path)
            message, advice, code = self._undefined(error)
            self.log.add(place, message, advice, code=code)
        except BudgetSpent as error:
            self.log.refuse(self._places.of_text_line(_line_of(error), *path), error)
        except (RecursionError, SyntaxError):
            place = self._places.of(*path)
            message = "template error: it is nested too deeply, or calls itself without end"
            self.log.add(place, message, "write it flatter", code="broken-sentence")
        except (TemplateError, TypeError, ValueError, ArithmeticError, KeyError) as error:
            place = self._places.of_text_line(_line_of(error), *path)
            code = error.code if isinstance(error, Refusal) else "broken-sentence"
            self.log.add(place, f"template error: {error}", code=code)
        return ""

    def _tell_hidden(self, rendered: str, path: tuple[str | int, ...]) -> None:
        """Tell of characters that hide among the words of the author."""
        typed = _OUR_MARKS.sub(" ", without_marks(rendered, FACT))
        for one in hidden_in(typed):
            line = typed.count("\n", 0, one.start) + 1
            place = self._places.of_text_line(line, *path)
            message = f"the text holds {one.what}"
            self.log.add(
                place, message, HIDDEN_ADVICE, Severity.MISLEADING, code="hidden-character"
            )

    def _tell_doubled(self, rendered: str, path: tuple[str | int, ...]) -> None:
        """Tell of nouns behind figures that print their own: ``801 people pupils``."""
        for one in doubled_nouns(self.mentions, rendered):
            place = self._places.of_text_line(rendered.count("\n", 0, one.at) + 1, *path)
            self.log.add(place, one.message, one.advice, Severity.WARNING, code="doubled-noun")

    def _count(self, text: str) -> None:
        """So much more stands in the brief; raises :class:`~briefing.core.budgets.BudgetSpent`."""
        self._length += len(text)
        Budget.MADE.check(len(text))
        Budget.TEXTS.check(self._length)

    def _without_borne_out(self, rendered: str, path: tuple[str | int, ...]) -> str:
        """The text without the phrases that its facts bear out; those that they belie are told."""
        for one in assertions_in(rendered, self.mentions):
            self.assertions.append(one)
            if one.verdict is not True and self._data_are_whole:
                line = rendered.count("\n", 0, one.start) + 1
                self._tell(one, self._places.of_text_line(line, *path))
            rendered = f"{rendered[: one.start]}{FACT * (one.end - one.start)}{rendered[one.end :]}"
        return rendered

    def _tell(self, one: Assertion, place: Place) -> None:
        if one.verdict is False:
            self.log.add(
                place,
                f"'{one.phrase}' is false: {one.because}",
                "let the fact say it (x.verb), or change the word",
                code="direction-false",
            )
        else:
            self.log.add(
                place,
                f"whether '{one.phrase}' is true cannot be told: {one.because}",
                f"bind it to a rule, {{{{ holds('{one.phrase}', when='...') }}}}, or give your reason, "
                f"{{{{ said('{one.phrase}', because='...') }}}}",
                Severity.WARNING,
                code="claim-undecided",
            )

    def _what_is_known(self, text: str, path: tuple[str | int, ...]) -> str:
        """The sentences without those that say what is not known as of the brief's day."""
        if path[-1] == "title":
            message = "the title says what was not known"
            advice = "let it say less, or guard the figure: {% if figure %} ... {% endif %}"
            self.log.add(
                self._places.of(*path), message, advice, Severity.MISLEADING, code="title-not-known"
            )
            return text.replace(UNSAID, "…")
        kept = []
        for paragraph in re.split(r"\n\s*\n", text):
            sentences = _SENTENCE.split(paragraph)
            said = [one for one in sentences if UNSAID not in one]
            if lost := len(sentences) - len(said):
                what = "a sentence says" if lost == 1 else f"{lost} sentences say"
                self.log.add(
                    self._places.of(*path),
                    f"{what} what was not known",
                    severity=Severity.WARNING,
                    code="sentence-left-out",
                )
            kept.append(" ".join(said))
        return "\n\n".join(kept)

    def _undefined(self, error: _NotThere) -> tuple[str, str, str]:
        """The message, the advice and the code of a name that is not there."""
        presence = self._names.get("has")
        if (
            error.of_whom is missing
            and isinstance(presence, Presence)
            and presence.is_gone(error.name)
        ):
            advice = f"say it where it is there: {{% if has('{error.name}') %}} ... {{% endif %}}"
            message = f"'{error.name}' has no figure: what it needs has no value"
            return message, advice, "missing-in-sentence"
        if error.of_whom is missing:
            advice = suggest(error.name, self._names)
            return f"unknown name '{error.name}' in a sentence", advice, "unknown-name"
        known = kin_names()
        advice = suggest(error.name, known) or f"a figure has: {', '.join(known)}"
        return f"a figure has no '{error.name}'", advice, "unknown-form"


class _NotThere(UndefinedError):
    """A name that a sentence uses and no one has given, or the form of a figure that there is not."""

    def __init__(self, message: str, name: str, of_whom: object) -> None:
        super().__init__(message)
        self.name, self.of_whom = name, of_whom


class _Unknown(StrictUndefined):
    """What stands for a name that is not there, until it is used; then it says which name it is."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if exc is UndefinedError and hint is None and isinstance(name, str):
            self._undefined_exception = partial(_NotThere, name=name, of_whom=obj)  # type: ignore[assignment]


def has_digit(text: str) -> bool:
    """Whether a text holds a digit."""
    return _DIGIT.search(text) is not None


def _pattern_of(names: Collection[str]) -> re.Pattern[str] | None:
    """What finds given names, in which no word or digit is a claim; longest first."""
    every = sorted({one for one in names if _LETTER.search(one)}, key=len)
    pattern = "|".join(re.escape(one) for one in reversed(every))
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if every else None


def _environment() -> MeteredSandbox:
    """Sandboxed and strict about names; what it yields is text, escaped by whoever writes HTML."""
    return MeteredSandbox(undefined=_Unknown)


def _is_of(problem: Problem, places: Places) -> bool:
    """Whether a problem is of the brief's own file, such as advice that contradicts other: not of the data."""
    return problem.place is not None and problem.place.file == places.file


def _typed(rendered: str, path: tuple[str | int, ...]) -> Typed:
    """What the author typed of a text, to be searched: without exceptions and signs of Markdown."""
    _, examined, exceptions = without_exceptions(rendered)
    return Typed(as_examined(without_marks(examined, FACT)), path, 1, exceptions)


def _line_of(error: BaseException) -> int:
    """The line of the template in which an error arose: the deepest frame that is a template's."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
