"""Recommendations in words: the advice, its rule with today's figures, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.brief.prose import Prose
from briefing.brief.tracing import Tracer
from briefing.core.document import Recommendation, Statement
from briefing.core.fact import Fact
from briefing.core.finding import Advice
from briefing.core.parts import SMALL_PRINT, Part
from briefing.core.text_nodes import Inlines, Mention
from briefing.language.absences import whose_missing
from briefing.language.base import Language
from briefing.language.caveats import with_caveat
from briefing.language.whose_words import title_of
from briefing.project.advice_records import AdviceRecord
from briefing.project.brief_schema import BriefConfig
from briefing.project.project_schema import ProjectConfig


class AdviceWriter:
    """Writes the advice of one brief; the tracer notes the facts that the annex traces."""

    def __init__(
        self,
        language: Language,
        config: BriefConfig,
        project: ProjectConfig,
        records: Mapping[str, AdviceRecord],
        edition: str,
        prose: Prose,
        tracer: Tracer,
    ) -> None:
        self.language = language
        self.config, self.project, self.records = config, project, records
        self.edition, self.prose, self.tracer = edition, prose, tracer

    def is_given(self, advice: Advice) -> bool:
        """Whether its rule holds, and it is neither done nor dropped."""
        record = self.records.get(self.config.recommendations[advice.index].id)
        return advice.verdict is True and (record is None or record.status in {"open", "accepted"})

    def flip(self, advice: Advice) -> Statement:
        """``Since MCS 2024: “Fund ...” no longer holds (net import reliance is now 45%).``."""
        config = self.config.recommendations[advice.index]
        do = self.prose.line(config.do, "recommendations", advice.index, "do")
        key = "flip_holds" if advice.verdict else "flip_fails"
        now = self._now(advice)
        if now:
            now = self.language.phrase("advice.in_brackets", words=now)
        text = self.language.phrase(f"advice.{key}", edition=self.edition, advice=do, now=now)
        return Statement(Part("flip", config.id), text)

    def recommendation(self, number: int, advice: Advice) -> Recommendation:
        config = self.config.recommendations[advice.index]
        path = ("recommendations", advice.index)
        with self.tracer.of(Part("recommendation", config.id)):
            return Recommendation(
                id=config.id,
                number=number,
                do=self.prose.line(config.do, *path, "do"),
                who=self.prose.words(config.who, *path, "who"),
                by=self.prose.words(config.by, *path, "by"),
                because=self.prose.line(config.because, *path, "because"),
                tradeoff=self._small(config.tradeoff, *path, "tradeoff"),
                success=self._small(config.success, *path, "success"),
                rule=self._rule(advice),
                tipping=self._tipping(advice),
                evidence=self._evidence(advice),
                record=self._record(config.id),
            )

    def _small(self, text: str, *path: str | int) -> Inlines:
        with self.tracer.of(SMALL_PRINT):
            return self.prose.line(text, *path) if text else ()

    def _evidence(self, advice: Advice) -> str:
        """``moderate: one publisher: U.S. Geological Survey``."""
        level = self.language.term(f"strength.{advice.strength.replace(' ', '_')}")
        if not advice.limits:
            return level
        limits = self.language.joined(advice.limits)
        return self.language.term("advice.evidence", level=level, limits=limits)

    def _rule(self, advice: Advice) -> Inlines:
        """``Holds while x is above 50% (now 80%).``: each figure of the rule as it stands today."""
        with self.tracer.of(SMALL_PRINT):
            now = self._now(advice)
        if not now:
            return self.language.phrase("advice.rule", rule=advice.rule)
        return self.language.phrase("advice.rule_now", rule=advice.rule, now=now)

    def _now(self, advice: Advice) -> Inlines:
        """The figures of a rule as they stand."""
        is_one = len(advice.facts) == 1
        clauses = []
        for fact, told in zip(advice.facts, advice.now, strict=True):
            self.tracer.show(fact)
            value = Mention(fact.id, with_caveat(self.language, told, fact))
            period = self._other_period(fact)
            key = f"advice.{'' if is_one else 'is_'}{'then' if period else 'now'}"
            clause = self.language.phrase(
                key,
                title=fact.title,
                value=value,
                period=period,
                count=self.language.count_of(fact.title),
            )
            if lacks := whose_missing(self.language, fact):
                clause = self.language.phrase("advice.lacking", clause=clause, lacks=lacks)
            clauses.append(clause)
        return self.language.in_a_row(clauses, "list.semicolon")

    def _other_period(self, fact: Fact) -> str:
        """The period of a figure that is not of the brief's; it does not stand so "now"."""
        if fact.period in {None, self.config.period}:
            return ""
        return self.language.period(fact.period)

    def _tipping(self, advice: Advice) -> Inlines:
        """``It would no longer hold if output rose to 3,300 t (now 1,300 t) or ...``."""
        clauses = []
        for one in advice.tipping:
            self.tracer.show(one.input)
            now = with_caveat(self.language, one.now, one.input)
            period = self._other_period(one.input)
            point = self.language.phrase(
                f"advice.tipping_{one.direction}{'_then' if period else ''}",
                period=period,
                title=title_of(self.language, one.input),
                at=Mention(one.input.id, one.at, "word"),
                now=Mention(one.input.id, now),
            )
            clauses.append(point)
        if not clauses:
            return ()
        points = self.language.in_a_row(clauses, "list.alternative")
        return self.language.phrase("advice.tipping", points=points)

    def _record(self, advice_id: str) -> str:
        """``Opened in Mineral Commodity Summaries 2024, still holds; accepted, owner: DOE``."""
        record = self.records.get(advice_id)
        if record is None:
            return ""
        source = self.project.sources.get(record.opened)
        edition = (source.short or source.title) if source else record.opened
        parts = [self.language.term("advice.opened", edition=edition)]
        if record.status != "open":
            status = self.language.term(f"advice.status_{record.status}")
            parts.append(self.language.term("advice.status", status=status))
        if record.owner:
            parts.append(self.language.term("advice.owner", owner=record.owner))
        if record.due:
            parts.append(self.language.term("advice.due", due=record.due))
        return self.language.joined(parts)


def has_flipped(advice: Advice) -> bool:
    """Whether its rule changed from holding to not, or back, since the edition before."""
    return None not in {advice.before, advice.verdict} and advice.before is not advice.verdict
