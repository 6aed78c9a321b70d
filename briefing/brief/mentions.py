"""What a figure leaves in a sentence: a mark that leads back to its fact, until the text is parsed.

Text that a fact produced is wrapped in two private-use characters around a number; the prose
parser turns the mark into a :class:`~briefing.core.document.Mention`.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NoReturn

from briefing.core.fact import Citation, Derivation, Fact
from briefing.core.period import Period
from briefing.core.problems import Refusal
from briefing.core.series import Series
from briefing.core.spot import Spot
from briefing.core.text_nodes import Mention
from briefing.core.unit import RANK
from briefing.language.base import Language
from briefing.language.grammar import capital
from briefing.language.one_scale import in_one_scale, with_scale
from briefing.language.whose_words import says_of_whom

MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"
_PAIR = re.compile(
    f"{MARK_OPEN}(\\d+){MARK_CLOSE}[\\s*_]*(?:by[\\s*_]+)?(?={MARK_OPEN}(\\d+){MARK_CLOSE})"
)
"""Two marks with nothing between them but spaces, signs of Markdown, or "by"."""
MARK = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}")
SCALE_WORD = re.compile(
    r"[\s*_]*(?:thousand|million|billion|trillion|lakh|crore|[kmbt]n?\b|[kMG]t\b)", re.IGNORECASE
)
"""A word for a scale, typed right after a number."""
_MARK_LAST = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}[\\s*_,]*$")
_BEGINS = re.compile(r"(?:^|[.!?]\s|\n)[\s*_#>\d.-]*$")
"""What stands before the first word of a sentence, a heading or an item."""
SENTENCE_END = re.compile(r"(?<=[.!?])(?:\[\^[^\]\s]+\])*\s+|\n\s*\n")


UNSAID = "\ue00f"
"""Stands where something is not known as of the brief's day; its sentence is left out."""


class Unsaid:
    """A figure that was not known as of the brief's day; whatever is asked of it is not known."""

    def __str__(self) -> str:
        """The mark of a sentence to leave out."""
        return UNSAID

    def __getattr__(self, name: str) -> Unsaid:
        """Unknown too."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: object, **__: object) -> Unsaid:
        """Unknown too."""
        return self

    def __bool__(self) -> bool:
        """No condition holds."""
        return False

    def _no(self, other: object) -> bool:
        del other
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _no


class Nobody:
    """Those that share a rank which nobody shares: false in a condition, refused in a sentence."""

    def __init__(self, fact: str) -> None:
        self.fact = fact

    def __bool__(self) -> bool:
        """There are none."""
        return False

    def __str__(self) -> str:
        """Refused: a sentence would have a hole."""
        raise ProseError(
            f"nobody shares the rank of '{self.fact}': the sentence would have a hole",
            "put it between {% if NAME.ties %} and {% endif %}",
            code="no-ties",
        )


class ProseError(Refusal):
    """A sentence asks for what the facts cannot give; the message says what."""


class NotThere:
    """A figure of a period that has none: a sentence may ask whether it is known, and nothing else."""

    is_known = False

    def __init__(self, error: ProseError) -> None:
        self._error = error

    def _refuse(self, *_: object) -> NoReturn:
        raise self._error

    def __getattr__(self, name: str) -> NoReturn:
        """Refused, as all but the question."""
        raise self._error

    __str__ = __bool__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = _refuse


def not_there(asked: Fact, fact: Fact, what: str) -> ProseError:
    """That a sentence asks for a figure which is not there, with whose value is missing in ``fact``."""
    missing = [
        f"{one.member or one.title} in {one.period}"
        for one in fact.walk()
        if not isinstance(one.origin, Derivation) and not one.quantity.tells_something
    ]
    named = f": no value for {', '.join(missing[:3])}" if missing else ""
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""  # noqa: PLR2004
    return ProseError(
        f"'{asked.id}' {what}{named}{more}",
        "say it where it is known: {% if NAME.is_known %} ... {% endif %}",
        code="missing-in-sentence",
    )


@dataclass(slots=True)
class Mentions:
    """All mentions of one brief in the order in which they were made, and their facts."""

    language: Language
    made: list[Mention] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    period: Period | None = None
    day: date | None = None
    """The date of the brief, which is of that period, where it says one."""
    histories: dict[str, Series] = field(default_factory=dict)
    """The series of the facts that sentences name; of a change, the one that changed."""
    without_size: dict[int, str] = field(default_factory=dict)
    """Verbs that tell a size (``doubled``), by their place: what to say where the size follows."""
    moved: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Verbs that tell a rise or fall, by their place: the facts now and before."""
    level: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Verbs that tell no movement, by their place: the fact now, and the key of what leads to it."""
    unscaled: set[int] = field(default_factory=set)
    """Numbers without a unit, by their place, whose amounts are printed in another scale."""
    _seal: str = field(default_factory=lambda: f"{secrets.token_hex(8)}-", repr=False)
    """What nobody who writes a text can know: a mark without it was typed."""
    noted: list[str] = field(default_factory=list)
    """Ids of the facts in the order in which they were needed, again and again."""

    def mark(
        self, fact: Fact, text: str, kind: Literal["figure", "word"], without_size: str = ""
    ) -> str:
        """Note that ``text`` comes from ``fact``; the mark stands for it until parsed."""
        self.note(fact)
        self.made.append(Mention(fact.id, text, kind))
        if without_size:
            self.without_size[len(self.made) - 1] = without_size
        return f"{MARK_OPEN}{self._seal}{len(self.made) - 1}{MARK_CLOSE}"

    @property
    def sealed(self) -> re.Pattern[str]:
        """What a mark looks like that was made in this run, its number as the first group."""
        return re.compile(f"{MARK_OPEN}{self._seal}(\\d+){MARK_CLOSE}")

    def unsealed(self, text: str) -> str:
        """A text with its marks as they are read from here on; see :func:`refuse_typed_marks`."""
        return self.sealed.sub(f"{MARK_OPEN}\\1{MARK_CLOSE}", text)

    def say_sizes_once(self, text: str) -> None:
        """Let a verb say no size where the size of the same change follows: ``rose 623%``."""
        for found in _PAIR.finditer(text):
            verb, size = int(found[1]), int(found[2])
            ends = self.ends(verb)
            if verb in self.without_size and ends and ends == self.ends(size):
                self.made[verb] = replace(self.made[verb], text=self.without_size[verb])

    def say_amounts_in_one_scale(self, text: str) -> None:
        """Let amounts of one unit in one sentence stand in one scale, where they are read in it."""
        for sentence in SENTENCE_END.split(text):
            said = [int(one) for one in MARK.findall(sentence) if self.is_figure(int(one))]
            facts = {self.made[one].fact: self.facts[self.made[one].fact] for one in said}
            scaled = in_one_scale(self.language, facts.values()) if len(facts) > 1 else {}
            for one in said:
                fact = self.made[one].fact
                if fact in scaled:
                    mention = self.made[one]
                    self.made[one] = with_scale(self.language, mention, facts[fact], scaled[fact])

    def say_number(self, text: str) -> None:
        """Let a verb agree with its subject, where the words before it tell: "Avon is projected to rise".

        ``People`` are projected to, and their number is.
        """
        grammar = self.language.grammar
        for sentence in SENTENCE_END.split(text):
            for found in MARK.finditer(sentence):
                one = int(found[1])
                said = self.made[one]
                if said.kind == "figure" or grammar.of_number(said.text, 1) == grammar.of_number(
                    said.text, 2
                ):
                    continue
                before = MARK.sub(
                    lambda mark: self.made[int(mark[1])].text, sentence[: found.start()]
                )
                last = _MARK_LAST.search(sentence[: found.start()])
                if last and ", " in self.made[int(last[1])].text:
                    continue  # a title that its own verb was made for
                count = grammar.number_before(before)
                if count is not None:
                    self.made[one] = replace(said, text=grammar.of_number(said.text, count))

    def say_shared_ranks(self, text: str) -> None:
        """Let a rank that is shared say so, where its sentence does not: joint first."""
        language = self.language
        for sentence in SENTENCE_END.split(text):
            said = [int(one) for one in MARK.findall(sentence)]
            words = " ".join([MARK.sub("", sentence), *(self.made[one].text for one in said)])
            for one in said:
                mention, fact = self.made[one], self.facts[self.made[one].fact]
                if fact.quantity.unit != RANK or not fact.ties or fact.quantity.value is None:
                    continue
                if any(language.name(tied) in words for tied in fact.ties) or any(
                    told in words for told in language.words_of("prose.ties_said")
                ):
                    continue
                if mention.text == language.ordinal(fact.quantity.value):
                    joint = language.term("number.joint", rank=mention.text)
                    self.made[one] = replace(mention, text=joint)

    def begin_with_capitals(self, text: str) -> None:
        """Let an article that a name brings begin a sentence with a capital: "The Bahamas ..."."""
        for found in MARK.finditer(text):
            said = self.made[int(found[1])]
            article = self.language.name_article
            is_first = _BEGINS.search(text[: found.start()]) is not None
            if is_first and said.kind == "word" and said.text.startswith(article):
                self.made[int(found[1])] = replace(said, text=capital(said.text))

    def say_periods_of_stated(self, text: str) -> None:
        """Let a stated figure of another period than the brief's say it, where its sentence does not."""
        for sentence in SENTENCE_END.split(text):
            said = [int(one) for one in MARK.findall(sentence)]
            words = {self.made[one].text for one in said if not self.is_figure(one)}
            for one in filter(self.is_figure, said):
                fact = self.facts[self.made[one].fact]
                if self.period is None or not isinstance(fact.origin, Citation):
                    continue
                if fact.period is None or fact.period == self.period:
                    continue
                period = self.language.period(fact.period)
                if period not in words:
                    value = self.made[one].text
                    term = self.language.term("prose.of_period", value=value, period=period)
                    self.made[one] = replace(self.made[one], text=term)

    def say_whom_totals_leave_out(self, text: str) -> None:
        """Let the first figure of a total that leaves members out name them, where its sentence does not.

        That a rank is among those that report is said once in a text.
        """
        told: set[tuple[str, ...]] = set()
        for sentence in SENTENCE_END.split(text):
            said = [int(one) for one in MARK.findall(sentence)]
            words = " ".join([MARK.sub("", sentence), *(self.made[one].text for one in said)])
            for one in filter(self.is_figure, said):
                partly = self.facts[self.made[one].fact].coverage
                if partly is None or partly.members in told:
                    continue
                if partly.how == "reporting":
                    told.add(partly.members)
                if not (says_of_whom(self.language, words, partly) or self._tells_among(one, said)):
                    value, names = self.made[one].text, partly.members
                    term = self.language.term(f"prose.{partly.how}", value=value, names=names)
                    self.made[one] = replace(self.made[one], text=term)
                    break

    def _tells_among(self, rank: int, said: Iterable[int]) -> bool:
        """Whether a sentence also prints how many are ranked: the third of 85."""
        origin = self.facts[self.made[rank].fact].origin
        ranked = len(list(origin.facts())) if isinstance(origin, Derivation) else 0
        return any(self.made[one].text == str(ranked) for one in said if one != rank)

    def check_scales(self, text: str) -> None:
        """Refuse a number alone whose amount reads in another scale: 13,325 beside $13 trillion.

        Raises :class:`ProseError`, unless the word for its scale follows.
        """
        for found in MARK.finditer(text):
            mention = self.made[int(found[1])]
            if int(found[1]) in self.unscaled and not SCALE_WORD.match(text, found.end()):
                raise ProseError(
                    f"'{mention.text}' alone leaves open of what: amounts of '{mention.fact}' are "
                    "printed in a greater scale",
                    "print the amount, without '.number', or write the word for its scale after it",
                    code="number-without-scale",
                )

    def check_printed_alike(self, text: str) -> None:
        """Refuse a sentence that lets a figure rise or fall between two figures printed alike.

        Raises :class:`ProseError`: ``rose from 4% to 4%``.
        """
        for sentence in SENTENCE_END.split(text):
            said = [int(one) for one in MARK.findall(sentence)]
            printed = {
                self.made[one].fact: self.made[one].text for one in said if self.is_figure(one)
            }
            for verb in said:
                now, before = self.moved.get(verb, ("", ""))
                if now in printed and printed[now] == printed.get(before):
                    raise ProseError(
                        f"'{now}' {self.made[verb].text} from {printed[before]} to {printed[now]}: "
                        "the figures are printed alike",
                        "print more digits (round), or say that it is about unchanged",
                        code="printed-alike",
                    )

    def ends(self, index: int) -> frozenset[Spot | str]:
        """The two figures that a change lies between: their cells, or what they are called."""
        origin = self.facts[self.made[index].fact].origin
        between = origin.facts() if isinstance(origin, Derivation) else ()
        return frozenset(one.spot or one.id for one in between)

    def is_figure(self, index: int) -> bool:
        """Whether a mention, by its place, is a figure and not a word."""
        return self.made[index].kind == "figure"

    def note(self, fact: Fact) -> None:
        """Keep a fact and all that it was derived from, to be listed in the ledger.

        Two figures under one id would share one proof, so a second of another value is a fault.
        """
        self.noted.append(fact.id)
        for one in fact.walk():
            known = self.facts.setdefault(one.id, one)
            if known is not one and known.quantity != one.quantity:
                message = f"two figures are called '{one.id}'"
                raise RuntimeError(message)


_PRIVATE = re.compile("[\ue000-\uf8ff]")
_OURS = re.compile(f"[{MARK_OPEN}{MARK_CLOSE}\ue004]")
"""Marks that nobody but this program makes."""


def refuse_typed_marks(source: str, rendered: str, mentions: Mentions) -> None:
    """Raise :class:`ProseError` where a mark was typed: in the source, or without the seal of this run."""
    found = _PRIVATE.search(source) or _OURS.search(mentions.sealed.sub("", rendered))
    if found:
        raise ProseError(
            f"a character of the private use area (U+{ord(found[0]):04X}) is typed, which means nothing",
            "delete it",
            code="hidden-character",
        )


def split_marks(text: str, mentions: Mentions) -> Iterator[str | Mention]:
    """Cut a text at its marks: plain words and mentions in turn."""
    for number, piece in enumerate(text.split(MARK_OPEN)):
        if number == 0:
            if piece:
                yield piece
            continue
        index, _, rest = piece.partition(MARK_CLOSE)
        yield mentions.made[int(index)]
        if rest:
            yield rest


def without_marks(text: str, filler: str) -> str:
    """A text with ``filler`` in place of its marks, as long as it was."""
    return MARK.sub(lambda mark: filler * len(mark[0]), text)
