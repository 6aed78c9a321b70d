"""A topic to the metrics and sentences that tell it: templates over facts, never figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.app.drafting.draft import Wording
from briefing.app.drafting.topics import Topic, known
from briefing.app.drafting.yaml_text import year_or_text
from briefing.core.fact import Fact
from briefing.core.frequency import Frequency
from briefing.core.lags import NoRelative, relative
from briefing.core.nature import Use, allows
from briefing.core.period import Period
from briefing.core.reference import Reference
from briefing.core.series import Panel, break_between
from briefing.language.base import Language

Call = Mapping[str, object]
_PLACES = ("first", "second", "third")
_LONG = 5
"""A change over fewer periods than these is not told beside that of the last one."""
_WINDOW = {Frequency.MONTHLY: 36, Frequency.QUARTERLY: 24, Frequency.WEEKLY: 52}
_USUAL_WINDOW = 20
_A_PERIOD = re.compile(r"(\{\{ (?:[^{}]*\.)?period \}\})")
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")


def shown(name: str, *kin: str) -> str:
    """An expression over a metric: ``{{ output.before }}``."""
    return f"{{{{ {'.'.join((name, *kin))} }}}}"


@dataclass(frozen=True, slots=True)
class Telling:
    """What a topic is told with; names of metrics are empty where there is no such figure."""

    topic: Topic
    language: Language
    metrics: dict[str, Call] = field(default_factory=dict)
    start: Period | None = None
    """A period long before, which the figure is compared with."""
    places: tuple[str, ...] = ()
    """Metrics of the first three members."""
    is_shared: bool = False
    """Whether shares of its total mean something."""

    @property
    def name(self) -> str:
        """The metric that the topic is followed with."""
        return self.topic.name if self.topic.name in self.metrics else ""

    @property
    def measure(self) -> str:
        """The measure in words, with the member whose figures they are."""
        title = measure_words(self.topic.measure.title)
        if self.topic.member in {"", self.topic.measure.title}:
            return title
        key = "subject_of_total" if self.is_of_all else "subject_of_member"
        return self.language.term(f"draft.{key}", member=self.topic.member, measure=title)

    @property
    def printed(self) -> str:
        """The title of its figure as a brief prints it."""
        title, member = self.topic.measure.title, self.topic.member
        return f"{title}, {member}" if member else title

    @property
    def title_before_verb(self) -> str:
        """That title as an expression, closed by a comma where there is one in it."""
        own = shown(self.name, "title")
        return own if self.language.grammar.closed(self.printed) == self.printed else f"{own},"

    @property
    def of_all(self) -> str:
        """The measure in words, whosever it is."""
        return measure_words(self.topic.measure.title)

    @property
    def when(self) -> str:
        """The period of the brief, as an expression."""
        return shown("period")

    @property
    def then(self) -> tuple[str, str]:
        """The period long before, and the figure that it had: in words, and as an expression."""
        start = str(self.start)
        written = year_or_text(start)
        past = f"{self.name}.at({written!r})"
        return (start if isinstance(written, int) else shown(past, "period")), past

    def said(self, key: str, **slots: str) -> tuple[str, ...]:
        """A sentence with the measure as an author would type it, then by its title in the data."""
        return self._in_words(key, self.measure, slots)

    def said_of_all(self, key: str, **slots: str) -> tuple[str, ...]:
        """The same where it is about all members, whosever figures the topic follows."""
        return self._in_words(key, self.of_all, slots)

    def _in_words(self, key: str, typed: str, slots: Mapping[str, str]) -> tuple[str, ...]:
        own = shown(self.name or self.places[0], "title")
        term, printed = self.language.term, self.printed
        by_title = term(
            f"draft.{key}", measure=printed, **slots
        )  # a comma in it is closed by another
        texts = (
            term(f"draft.{key}", measure=typed, **slots),
            by_title.replace(printed, own)
            if printed in by_title
            else term(f"draft.{key}", measure=own, **slots),
        )
        return tuple(dict.fromkeys(map(self._on_day, texts)))

    def _on_day(self, text: str) -> str:
        """A sentence that says ``on`` before its periods, where these are days."""
        if self.topic.period.frequency is not Frequency.DAILY:
            return text
        before = self.language.grammar.before_date
        parts = _A_PERIOD.split(text)
        return "".join(before(one) if n % 2 == 0 else one for n, one in enumerate(parts))

    @property
    def moves(self) -> bool:
        """Whether it can be compared with the period before."""
        topic = self.topic
        before, series = topic.before, topic.told
        if not self.name or before is None or series is None or before.period is None:
            return False
        return not break_between(series.breaks, before.period, topic.period)

    def movement(self) -> Wording:
        """How it moved: ``Output rose 8.2% in 2024: 45,000 t, after 41,600 in 2023.``."""
        now = shown(self.name)
        level = self.said("level", when=self.when, now=now)
        if not self.moves:
            return worded(level)
        slots = {
            "moved": shown(self.name, "moved"),
            "before": shown(self.name, "before"),
            "then": shown(self.name, "before", "period"),
        }
        return worded(self.said("moved", when=self.when, now=now, **slots), level)

    def beside(self) -> Wording:
        """The same in short, beside others: ``Imports fell 3% (12 t, after 13 t).``."""
        if not self.moves:
            return self.movement()
        kin = {"moved": shown(self.name, "moved"), "before": shown(self.name, "before")}
        short = self.said("moved_beside", now=shown(self.name), **kin)
        movement = self.movement()
        return worded(short, (movement.text, *movement.instead))

    @property
    def is_of_all(self) -> bool:
        """Whether it is about all members: about no single one, or about the whole that they make."""
        measure = self.topic.measure
        whole = measure.total.member if isinstance(measure, Panel) and measure.total else ""
        return self.topic.member in {"", whole}

    def headlines(self) -> tuple[str, ...]:
        """Titles that tell the topic, the one that says most first."""
        found: tuple[str, ...] = ()
        if self.moves and self.is_shared and self.places:
            share = f"{self.places[0]}.of({self.name})"
            slots = {"first": shown(self.places[0], "member"), "share": shown(share)}
            moved = {"moved": shown(self.name, "moved"), "when": self.when}
            found = self.said("title_moved_and_first", **moved, **slots)
        first: tuple[str, ...] = ()
        if self.places and self.is_of_all:
            slots = {"when": self.when, "value": shown(self.places[0]), **self._first()}
            first = self.said_of_all("title_first", **slots)
        level = self.headings()
        return (*found, *level, *first) if self._moves_clearly() else (*first, *found, *level)

    def _moves_clearly(self) -> bool:
        """Whether it rose or fell, and is not about where it was."""
        series, now = self.topic.told, self.topic.now
        if not self.moves or series is None or now is None:
            return False
        try:
            step = relative(series, now, "difference", self.language.title)
        except NoRelative:
            return False
        return step.quantity.direction in {"up", "down"}

    def headings(self) -> tuple[str, ...]:
        """Headings of what is said of the topic over time."""
        found: tuple[str, ...] = ()
        if self.moves:
            moved = {"moved": shown(self.name, "moved"), "when": self.when}
            found = self.said("title_moved", **moved)
        if self.name:
            found += self.said("title_level", when=self.when, now=shown(self.name))
        return found

    def long_run(self) -> Wording | None:
        """How it was long before: ``In 2014 the figure was 12; the change since then is +30%.``."""
        if self.start is None or not self.name:
            return None
        then, past = self.then
        text = self.language.term(
            "draft.since",
            then=then,
            value=shown(past),
            change=shown(f"{self.name}_since", "signed"),
        )
        return Wording(self._on_day(text))

    def ranking(self) -> tuple[Wording, ...]:
        """Who comes first, who follows, and with which shares."""
        if not self.places:
            return ()
        one, *rest = self.places
        key = "first_reporting" if self._lacks_some() else "first"
        found = [worded(self.said_of_all(key, when=self.when, value=shown(one), **self._first()))]
        if len(rest) > 1:
            two, three = rest
            slots = {
                "second": shown(two, "member"),
                "second_value": shown(two),
                "third": shown(three, "member"),
                "third_value": shown(three),
            }
            found.append(Wording(self.language.term("draft.followed", **slots)))
        if self.is_shared and rest:
            found.append(worded(self._shares(one, rest[0])))
        return tuple(found)

    def more_of_members(self) -> tuple[Wording, ...]:
        """The place of the member that the brief is about, or the one that moved the total."""
        found = []
        name, language = self.topic.name, self.language
        if f"{name}_rank" in self.metrics:
            found.append(
                worded(
                    self.said_of_all(
                        "rank_of_reporting" if self._lacks_some() else "rank_of",
                        member=self.topic.member,
                        rank=shown(f"{name}_rank", "ordinal"),
                    )
                )
            )
        if f"{name}_driver" in self.metrics and self.moves:
            driver = f"{name}_driver"
            slots = {
                "member": shown(driver, "member"),
                "part": shown(driver, "signed"),
                "whole": shown(name, "change", "signed"),
            }
            found.append(Wording(language.term("draft.driver", **slots)))
        return tuple(found)

    def heading_of_members(self) -> Wording:
        """A heading that says who comes first."""
        found: tuple[str, ...] = ()
        if self.is_shared:
            share = f"{self.places[0]}.of({self.topic.name})"
            slots = {"first": shown(self.places[0], "member"), "share": shown(share)}
            found = self.said_of_all("heading_share", **slots)
        return worded(found, self.said_of_all("heading_first", **self._first()))

    def _first(self) -> dict[str, str]:
        """Who comes first, with the words bound to what makes them true."""
        one, *rest = self.places
        words = self.language.term("draft.came_first")
        rule = f"{one} >= {rest[0]}" if rest else f"{one} > 0"
        return {
            "first": shown(one, "member"),
            "came_first": f"{{{{ holds('{words}', when='{rule}') }}}}",
        }

    def _shares(self, one: str, two: str) -> tuple[str, ...]:
        total = self.topic.name
        return self.said_of_all(
            "share",
            when=self.when,
            first=shown(one, "member"),
            share=shown(f"{one}.of({total})"),
            second=shown(two, "member"),
            second_share=shown(f"{two}.of({total})"),
        )

    def _lacks_some(self) -> bool:
        measure = self.topic.measure
        return isinstance(measure, Panel) and bool(measure.unreported(self.topic.period))


def telling_of(language: Language, topic: Topic) -> Telling:
    """The metrics of a topic, and what they allow to say."""
    name, reference = topic.name, Reference.parse(topic.measure.id)
    metrics: dict[str, Call] = {}
    start = _long_ago(topic)
    if topic.now is not None and topic.now.quantity.tells_something:
        metrics[name] = _followed(topic, reference)
        if start is not None:
            metrics[f"{name}_since"] = {
                "change": str(_own(topic, reference)),
                "since": year_or_text(str(start)),
            }
    places: tuple[str, ...] = ()
    panel = topic.panel
    is_shared = panel is not None and _has_shares(topic, panel)
    if panel is not None:
        only = {"members": "reporting"} if panel.unreported(topic.period) else {}
        places = tuple(f"{name}_{place}" for place in _PLACES)
        for number, place in enumerate(places, 1):
            metrics[place] = {"rank": str(reference), "at": number, **only}
        if topic.member in panel.members:
            metrics[f"{name}_rank"] = {"rank": str(reference), "of": topic.member, **only}
        if _is_tied(topic, panel):
            places = places[:1]
        if is_shared and topic.before is not None and allows(panel.nature, Use.CONTRIBUTION):
            metrics[f"{name}_driver"] = {"contribution": str(reference), "at": 1}
    return Telling(topic, language, metrics, start, places, is_shared)


def worded(*groups: tuple[str, ...]) -> Wording:
    """The texts of several groups as one wording, the best first."""
    first, *rest = dict.fromkeys(text for group in groups for text in group)
    return Wording(first, tuple(rest))


def measure_words(title: str) -> str:
    """A title as it stands in a sentence: what is in brackets at its end joins it."""
    found = _BRACKET.search(title)
    if not found:
        return title
    inside = found[1].strip()
    head = title[: found.start()]
    if not head.strip():
        return title
    return f"{head} {inside}" if inside[:4].casefold() in {"per ", "as a"} else head


def _followed(topic: Topic, reference: Reference) -> Call:
    if isinstance(topic.measure, Panel) and not topic.member:
        return {"total": str(reference)}
    return {"value": str(_own(topic, reference))}


def _own(topic: Topic, reference: Reference) -> Reference | str:
    """What the topic is followed with: its series, the member's, or the total that stands above."""
    if not isinstance(topic.measure, Panel):
        return reference
    return reference.of(topic.member) if topic.member else topic.name


def _long_ago(topic: Topic) -> Period | None:
    """The earliest comparable period of those that charts show; ``None`` where there is none so far back."""
    series = topic.told
    if series is None or topic.now is None:
        return None
    facts = [
        fact.period
        for fact in series.until(topic.period)[-window(topic.period) :]
        if fact.quantity.value is not None
        and fact.period
        and not break_between(series.breaks, fact.period, topic.period)
    ]
    if not facts:
        return None
    first = facts[0]
    if series.on_year:
        same = [one for one in facts if one.part_of_year == topic.period.part_of_year]
        first = same[0] if same else first
    return first if topic.period.steps_since(first) >= _LONG else None


def window(period: Period) -> int:
    """How many periods up to this one are looked back on, in sentences and in charts."""
    return _WINDOW.get(period.frequency, _USUAL_WINDOW)


def _has_shares(topic: Topic, panel: Panel) -> bool:
    """Whether a member's share of the printed total means something, and is known."""
    total = panel.total.at(topic.period) if panel.total else None
    if total is None or not total.quantity.value or topic.member:
        return False
    return allows(panel.nature, Use.SHARE)


def _is_tied(topic: Topic, panel: Panel) -> bool:
    """Whether two of the first three have the same value."""
    values = sorted((value_of(one) for one in known(panel, topic.period).values()), reverse=True)
    return len({*values[:3]}) < len(values[:3])


def value_of(fact: Fact) -> float:
    """A value to sort by."""
    return float(fact.quantity.value or 0)
