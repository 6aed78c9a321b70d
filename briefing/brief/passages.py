"""The passages of a composed brief with how their figures stand, held against what somebody accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.brief.conditions import Conditions
from briefing.brief.fact_view import FactView, fact_of
from briefing.brief.figure_standings import FigureStandings
from briefing.brief.mentions import MARK_CLOSE, MARK_OPEN, Mentions, ProseError
from briefing.brief.prose import Prose, Rendered
from briefing.core.check import Check
from briefing.core.expression import ExpressionError, names_in
from briefing.core.fact import Fact
from briefing.core.lags import fact_reference
from briefing.core.passage import FigureState, Passage
from briefing.core.problems import ProblemLog, Severity
from briefing.language.untraced import without_exceptions
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places
from briefing.project.review_records import FigureRecord, PassageRecord, ReviewConfig

_BREAK = re.compile(r"\n[ \t]*\n")
_MARK = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}")
_CONDITION = re.compile(
    r"\bwhen\s*=\s*(?P<mark>[\"'])(?P<bound>.*?)(?P=mark)|\{%-?\s*(?:el)?if\s+(?P<asked>.*?)\s*-?%\}",
    re.DOTALL,
)
"""What a text says only while it is so: ``either(..., when="x > y")``, ``{% if x > y %}``."""
_POINTER = re.compile(r"\[\]\(#(figure|table)-(\w+)\)")
"""What ``{{ figure.x }}`` leaves in a text."""
_LETTER = re.compile(r"[^\W\d_]{2,}")
_EXPRESSION = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PassageReader:
    """Makes the passages of one brief from its rendered texts."""

    config: BriefConfig
    places: Places
    mentions: Mentions
    names: Mapping[str, object]
    standings: FigureStandings

    def passages(self, prose: Prose) -> Iterator[Passage]:
        """All that somebody typed around figures, or about them, in the order of the brief."""
        rules = self._rules()
        for one in prose.rendered:
            for number, (text, printed, line) in enumerate(_paragraphs(one), 1):
                facts = [*self._mentioned(printed), *self._about(one.path)]
                if not facts or not _LETTER.search(_EXPRESSION.sub("", text)):
                    continue
                yield Passage(
                    id=self._id(one, number),
                    place=self.places.of_text_line(line, *one.path),
                    text=" ".join(text.split()),
                    printed=" ".join(self._plain(printed).split()),
                    figures={fact.id: self.standings.standing(fact) for fact in facts},
                    rules=self._rules_on(facts, rules) | self._rules_in(text),
                )

    def _id(self, one: Rendered, number: int) -> str:
        steps = [str(step + 1) if isinstance(step, int) else step for step in one.path]
        if one.path[0] in {"sections", "recommendations"} and isinstance(one.path[1], int):
            listed = (
                self.config.sections if one.path[0] == "sections" else self.config.recommendations
            )
            steps[1] = listed[one.path[1]].id or steps[1]
        is_text = steps[-1] in {"text", "bottom_line", "method"}
        return "-".join([*steps, *([str(number)] if is_text else [])]).replace("_", "-")

    def _mentioned(self, printed: str) -> list[Fact]:
        ids = dict.fromkeys(self.mentions.made[int(one)].fact for one in _MARK.findall(printed))
        return [self.mentions.facts[one] for one in ids if one in self.mentions.facts]

    def _about(self, path: tuple[str | int, ...]) -> Iterator[Fact]:
        """The figures that a section or a piece of advice says it is about."""
        match path:
            case ("sections", int(place), _):
                names = self.config.sections[place].about
            case ("recommendations", int(place), "do" | "because" | "tradeoff"):
                names = self.config.recommendations[place].about
            case _:
                names = []
        for name in names:
            asked = fact_reference(name)
            view = self.names.get(asked.name)
            if isinstance(view, FactView):
                try:
                    yield fact_of(view, ".".join(asked.kin))
                except ProseError:
                    continue

    def _plain(self, printed: str) -> str:
        said = _MARK.sub(lambda mark: self.mentions.made[int(mark[1])].text, printed)
        return _POINTER.sub(r"\1 \2", without_exceptions(said)[0])

    def _rules(self) -> dict[str, tuple[set[str], bool | None]]:
        """The rules of the brief: the metrics that each names, and its verdict."""
        config = self.config
        texts = [one.when for one in config.recommendations]
        texts += [one.when for one in config.highlights.say if one.when]
        texts += [
            f"{name} > {limit}"
            for name, limits in config.highlights.thresholds.items()
            for limit in limits
        ]
        conditions = self._conditions
        found: dict[str, tuple[set[str], bool | None]] = {}
        for text in texts:
            try:
                names = {name.partition(".")[0] for name in names_in(text)}
                found[text] = (names, conditions.verdict(text))
            except (ExpressionError, ProseError):
                continue
        return found

    def _rules_on(
        self, facts: Iterable[Fact], rules: Mapping[str, tuple[set[str], bool | None]]
    ) -> dict[str, bool | None]:
        """The rules that name a metric of these figures."""
        metrics = {self.standings.metric(fact) for fact in facts}
        return {text: verdict for text, (names, verdict) in rules.items() if names & metrics}

    def _rules_in(self, typed: str) -> dict[str, bool | None]:
        """The conditions that a passage itself has, by which it says one thing or another."""
        found = {}
        for rule in (one["bound"] or one["asked"] for one in _CONDITION.finditer(typed)):
            try:
                found[rule] = self._conditions.verdict(rule)
            except (ExpressionError, ProseError):  # one of templates, not of rules
                continue
        return found

    @property
    def _conditions(self) -> Conditions:
        return Conditions(self.names, self.mentions)


def _paragraphs(one: Rendered) -> list[tuple[str, str, int]]:
    """Paragraphs as typed and as rendered, with the line of each; one where they do not pair."""
    starts = [0, *(found.end() for found in _BREAK.finditer(one.text))]
    typed = _BREAK.split(one.text)
    printed = _BREAK.split(one.printed)
    if len(typed) != len(printed):
        return [(one.text, one.printed, 1)]
    lines = [one.text.count("\n", 0, start) + 1 for start in starts]
    return list(zip(typed, printed, lines, strict=True))


def record_of(passage: Passage, by: str, date: str) -> PassageRecord:
    """A passage as somebody accepts it."""
    figures = {
        name: FigureRecord(
            status=one.status,
            way=one.way,
            rank=one.rank,
            member=one.member,
            metric=one.metric,
            shown=one.shown,
            side=one.side,
            place=one.place,
        )
        for name, one in passage.figures.items()
    }
    return PassageRecord(
        id=passage.id,
        text=passage.text,
        figures=figures,
        rules=dict(passage.rules),
        by=by,
        date=date,
    )


def turned(passage: Passage, record: PassageRecord) -> tuple[str, ...]:
    """Which figures and rules of a passage turned since it was accepted."""
    was = {
        name: FigureState(
            one.status, one.way, one.rank, one.member, one.metric, one.shown, one.side, one.place
        )
        for name, one in record.figures.items()
    }
    return passage.turns(was, record.rules)


class Records:
    """The records of a brief, found by the text that each is of; of several alike, by its place."""

    def __init__(self, review: ReviewConfig | None) -> None:
        found = review.passages if review else []
        self._by_words = {(one.id, _words_of(one.text)): one for one in found}
        self._by_text = {one.text: one for one in found}
        self._by_place = {(one.text, one.id): one for one in found}

    def of(self, passage: Passage) -> PassageRecord | None:
        """The record of a passage; ``None`` where its text is new or changed."""
        own = self._by_place.get((passage.text, passage.id)) or self._by_text.get(passage.text)
        if own is None and (words := _words_of(passage.text)):
            same = self._by_words.get((passage.id, words))
            return _renamed(same, passage) if same else None
        return own


def _words_of(text: str) -> str:
    """What somebody typed around the expressions of a passage."""
    return _EXPRESSION.sub("{}", text) if _LETTER.search(_EXPRESSION.sub("", text)) else ""


def _renamed(record: PassageRecord, passage: Passage) -> PassageRecord:
    """A record of the same words in which one metric had another name."""
    was = {name.partition(".")[0] for name in record.figures}
    now = {name.partition(".")[0] for name in passage.figures}
    old, new = was - now, now - was
    if len(old) != 1 or len(new) != 1:
        return record
    (before,), (after,) = old, new
    figures = {}
    for name, one in record.figures.items():
        own, dot, kin = name.partition(".")
        is_it = own == before
        metric = after if one.metric == before else one.metric
        figures[f"{after}{dot}{kin}" if is_it else name] = one.model_copy(update={"metric": metric})
    return record.model_copy(update={"figures": figures})


def check_passages(
    passages: Iterable[Passage], review: ReviewConfig | None, log: ProblemLog
) -> Check:
    """Tell which passages must be read again, since their figures turned after somebody did."""
    every = tuple(passages)
    if review is None:
        return Check("passages read again", 0, "passages (no review was begun)")
    records = Records(review)
    messages = []
    for one in every:
        record = records.of(one)
        if record is None or not (turns := turned(one, record)):
            continue
        message = f"'{_short(one.printed)}' must be read again: {'; '.join(turns)}"
        log.add(
            one.place,
            message,
            f"change it, or accept it: briefing review --accept {one.id}",
            Severity.WARNING,
            code="passage-turned",
        )
        messages.append(f"{one.place}: {message}")
    open_ = sum(1 for one in every if records.of(one) is None)
    what = f"passages ({open_} new or changed, not yet recorded)" if open_ else "passages"
    return Check("passages read again", len(every), what, tuple(messages))


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]} …"
