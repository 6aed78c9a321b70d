"""The passages of a composed brief with how their figures stand, held against what somebody accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.brief.conditions import Conditions
from briefing.brief.fact_view import FactView, fact_of
from briefing.brief.mentions import MARK_CLOSE, MARK_OPEN, Mentions, ProseError
from briefing.brief.prose import Prose, Rendered
from briefing.core.check import Check
from briefing.core.expression import ExpressionError, names_in
from briefing.core.fact import Derivation, Fact
from briefing.core.lags import NoRelative, fact_reference, relative
from briefing.core.passage import FigureState, Passage
from briefing.core.problems import ProblemLog, Severity
from briefing.core.series import Series
from briefing.language.amounts import amount
from briefing.language.untraced import without_exceptions
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places
from briefing.project.review_records import FigureRecord, PassageRecord, ReviewConfig

_BREAK = re.compile(r"\n[ \t]*\n")
_MARK = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}")
_CHANGES = frozenset({"difference", "change", "growth_rate"})
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
                    figures={fact.id: self._standing(fact) for fact in facts},
                    rules=self._rules_on(facts, rules),
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
        conditions = Conditions(self.names, self.mentions)
        found: dict[str, tuple[set[str], bool | None]] = {}
        for text in texts:
            try:
                names = {name.partition(".")[0] for name in names_in(text)}
                found[text] = (names, conditions.verdict(text))
            except (ExpressionError, ProseError):
                continue
        return found

    def _standing(self, fact: Fact) -> FigureState:
        quantity = fact.quantity
        series = self.mentions.histories.get(fact.id)
        base = series.at(fact.period) if series and fact.period else None
        is_current = series is None or series.current in {None, fact.period}
        is_rank = quantity.unit.code == "rank"
        status = quantity.status.name.lower().replace("_", " ")
        return FigureState(
            status="known"
            if quantity.is_known
            else "bounded"
            if quantity.tells_something
            else status,
            way=self._way(fact, series, base) if is_current and not is_rank else "",
            rank=str(quantity.value) if is_rank and quantity.value is not None else "",
            member=fact.member or "",
            metric=self._metric(fact),
            shown=amount(self.mentions.language, quantity, fact.digits),
        )

    def _metric(self, fact: Fact) -> str:
        series = self.mentions.histories.get(fact.id)
        return series.id if series else fact.id

    def _rules_on(
        self, facts: Iterable[Fact], rules: Mapping[str, tuple[set[str], bool | None]]
    ) -> dict[str, bool | None]:
        """The rules that name a metric of these figures."""
        metrics = {self._metric(fact) for fact in facts}
        return {text: verdict for text, (names, verdict) in rules.items() if names & metrics}

    def _way(self, fact: Fact, series: Series | None, base: Fact | None) -> str:
        """The sign of a change, of a level its direction since the period before."""
        origin = fact.origin
        if isinstance(origin, Derivation) and origin.calculator in _CHANGES:
            return fact.quantity.direction
        if series is None or base is None or base.id != fact.id:
            return ""
        try:
            word = self.mentions.language.title
            return relative(series, fact, "difference", word).quantity.direction
        except NoRelative:
            return ""


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
        name: FigureState(one.status, one.way, one.rank, one.member, one.metric, one.shown)
        for name, one in record.figures.items()
    }
    return passage.turns(was, record.rules)


def records_by_text(review: ReviewConfig) -> dict[str, PassageRecord]:
    """The records by the text that each is of."""
    return {one.text: one for one in review.passages}


def check_passages(
    passages: Iterable[Passage], review: ReviewConfig | None, log: ProblemLog
) -> Check:
    """Tell which passages must be read again, since their figures turned after somebody did."""
    every = tuple(passages)
    if review is None:
        return Check("passages read again", 0, "passages (no review was begun)")
    records = records_by_text(review)
    messages = []
    for one in every:
        if one.text not in records or not (turns := turned(one, records[one.text])):
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
    open_ = sum(1 for one in every if one.text not in records)
    what = f"passages ({open_} new or changed, not yet recorded)" if open_ else "passages"
    return Check("passages read again", len(every), what, tuple(messages))


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]} …"
