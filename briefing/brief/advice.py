"""Recommendations in words: the advice, its rule with today's figures, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from briefing.brief.prose import Prose
from briefing.core.document import Inlines, Mention, Part, Recommendation, Statement, Text
from briefing.core.fact import Fact
from briefing.core.finding import Advice
from briefing.language import english
from briefing.project.advice_records import AdviceRecord
from briefing.project.brief_schema import BriefConfig
from briefing.project.project_schema import ProjectConfig


class AdviceWriter:
    """Writes the advice of one brief; ``show`` puts a fact among those that the annex traces."""

    def __init__(
        self,
        config: BriefConfig,
        project: ProjectConfig,
        records: Mapping[str, AdviceRecord],
        edition: str,
        prose: Prose,
        show: Callable[[Fact], None],
    ) -> None:
        self.config, self.project, self.records = config, project, records
        self.edition, self.prose, self.show = edition, prose, show

    def is_given(self, advice: Advice) -> bool:
        """Whether its rule holds, and it is neither done nor dropped."""
        record = self.records.get(self.config.recommendations[advice.index].id)
        return advice.verdict is True and (record is None or record.status in {"open", "accepted"})

    def flip(self, advice: Advice) -> Statement:
        """``Since MCS 2024: “Fund ...” no longer holds (net import reliance is now 45%).``."""
        config = self.config.recommendations[advice.index]
        do = self.prose.line(config.do, "recommendations", advice.index, "do")
        verb = "now holds" if advice.verdict else "no longer holds"
        now = self._now(advice)
        lead = Text(f"Since {self.edition} the advice {verb}: “")
        figures = (Text(" ("), *now, Text(")")) if now else ()
        return Statement(Part("flip", config.id), (lead, *do, Text("”"), *figures, Text(".")))

    def recommendation(self, number: int, advice: Advice) -> Recommendation:
        config = self.config.recommendations[advice.index]
        path = ("recommendations", advice.index)
        told = Recommendation(
            id=config.id,
            number=number,
            do=self.prose.line(config.do, *path, "do"),
            who=self.prose.words(config.who, *path, "who"),
            by=self.prose.words(config.by, *path, "by"),
            because=self.prose.line(config.because, *path, "because"),
            tradeoff=self.prose.line(config.tradeoff, *path, "tradeoff") if config.tradeoff else (),
            success=self.prose.line(config.success, *path, "success") if config.success else (),
            rule=self._rule(advice),
            tipping=self._tipping(advice),
            evidence=f"{advice.strength}: {'; '.join(advice.limits)}"
            if advice.limits
            else advice.strength,
            record=self._record(config.id),
        )
        if self.config.advice == "full":
            return told
        return replace(told, tradeoff=(), success=(), rule=(), evidence="", record="")

    def _rule(self, advice: Advice) -> Inlines:
        """``Holds while x is above 50% (now 80%).``: each figure of the rule as it stands today."""
        now = self._now(advice)
        lead = Text(f"Holds while {advice.rule}")
        return (lead, Text(" ("), *now, Text(").")) if now else (lead, Text("."))

    def _now(self, advice: Advice) -> Inlines:
        """The figures of a rule as they stand."""
        parts: list[Text | Mention] = []
        for fact in advice.facts:
            self.show(fact)
            text = english.amount(fact.quantity, fact.digits, self.project.locale)
            title = english.within(english.closed(fact.title))
            lead = f"{title} is now " if len(advice.facts) > 1 else "now "
            parts += [Text("; " if parts else ""), Text(lead), Mention(fact.id, text)]
        return tuple(parts)

    def _tipping(self, advice: Advice) -> Inlines:
        """``It would no longer hold if output rose to 3,300 t (now 1,300 t) or ...``."""
        parts: list[Text | Mention] = []
        for position, one in enumerate(advice.tipping):
            self.show(one.input)
            verb = "rose" if one.direction == "rise" else "fell"
            lead = "It would no longer hold if " if not position else " or "
            now = english.amount(one.input.quantity, one.input.digits)
            parts += [
                Text(f"{lead}{english.within(english.closed(one.input.title))} {verb} to "),
                Mention(one.input.id, one.at, "word"),
                Text(" (now "),
                Mention(one.input.id, now),
                Text(")"),
            ]
        return (*parts, Text(".")) if parts else ()

    def _record(self, advice_id: str) -> str:
        """``Opened in Mineral Commodity Summaries 2024, still holds; accepted, owner: DOE``."""
        record = self.records.get(advice_id)
        if record is None:
            return ""
        source = self.project.sources.get(record.opened)
        parts = [
            f"opened in {(source.short or source.title) if source else record.opened}, still holds"
        ]
        parts += [f"status: {record.status}"] if record.status != "open" else []
        parts += [f"owner: {record.owner}"] if record.owner else []
        parts += [f"due: {record.due}"] if record.due else []
        return "; ".join(parts)


def has_flipped(advice: Advice) -> bool:
    """Whether its rule changed from holding to not, or back, since the edition before."""
    return None not in {advice.before, advice.verdict} and advice.before is not advice.verdict
