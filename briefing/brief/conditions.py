"""Words bound to a condition over facts: ``{{ holds("caught up", when="nigeria >= 0.9 * australia") }}``.

A condition is a rule as recommendations have it, judged with three answers. Words whose condition is
false or unknown are refused with their sentence, unless another wording is given for that case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.brief.fact_view import FactView, fact_of
from briefing.brief.mentions import UNSAID, Mentions, ProseError, Unsaid
from briefing.core.expression import judge, names_in
from briefing.core.fact import Fact
from briefing.core.lags import LAGS
from briefing.core.problems import QuantityError, Refusal, suggest
from briefing.core.rule_changes import about_changes, compared_quantity
from briefing.language.amounts import amount

_DIGITS = re.compile(r"((?<!\w)\d[\d.,]*%?)")


class UnknownName(ProseError):
    """A condition names what is not there: a misspelt metric, or one that could not be had."""

    def __init__(self, name: str, names: Mapping[str, object]) -> None:
        self.name = name
        super().__init__(
            f"unknown name '{name}' in a condition", suggest(name, names), code="unknown-name"
        )


class Conditions:
    """Judges the conditions that texts of one brief name; what holds is marked as a fact's words."""

    def __init__(self, names: Mapping[str, object], mentions: Mentions) -> None:
        self._names, self._mentions = names, mentions

    def holds(self, words: str, *, when: str) -> str:
        """The words, where the condition is true.

        Raises :class:`ProseError` where it is false or unknown, or cannot be read.
        """
        facts, verdict = self._judged(when)
        if facts is None:
            return UNSAID
        if verdict is not True:
            answer = "is false" if verdict is False else "cannot be decided"
            raise ProseError(
                f"'{words}' does not hold: '{when}' {answer} ({self._told(facts)})",
                "change the words, or give both: either('...', '...', when='...')",
                code="condition-false",
            )
        return self._marked(words, facts)

    def either(self, words: str, otherwise: str, *, when: str) -> str:
        """The first words where the condition is true, the second where it is false.

        Raises :class:`ProseError` where it is unknown, or cannot be read.
        """
        facts, verdict = self._judged(when)
        if facts is None:
            return UNSAID
        if verdict is None:
            raise ProseError(
                f"neither '{words}' nor '{otherwise}' can be said: '{when}' cannot be decided "
                f"({self._told(facts)})",
                "bind the words to figures that are known",
                code="condition-false",
            )
        return self._marked(words if verdict else otherwise, facts)

    def verdict(self, rule: str) -> bool | None:
        """Whether a rule holds, ``None`` where that is open; raises as :meth:`holds` does."""
        return self._judged(rule)[1]

    def _judged(self, rule: str) -> tuple[dict[str, Fact] | None, bool | None]:
        """The facts of a rule by the names in it, and its verdict; no facts where one is unsaid."""
        try:
            names = sorted(names_in(rule), key=rule.find)
            if not names:
                raise ProseError(
                    f"the condition '{rule}' names no figure",
                    "compare a metric with a value",
                    code="formula-without-figure",
                )
            facts = {name: fact for name in names if (fact := self._fact(name)) is not None}
            if len(facts) < len(names):
                return None, None
            asked = about_changes(rule)
            every = {**facts, **{name: self._fact(name) for name in names_in(asked)}}
            quantities = {name: compared_quantity(fact) for name, fact in every.items() if fact}
            return facts, judge(asked, quantities)
        except (QuantityError, Refusal) as error:
            if isinstance(error, ProseError):
                raise
            raise ProseError.of(error, f"cannot judge the condition '{rule}': {error}") from None

    def _fact(self, name: str) -> Fact | None:
        metric, _, relative = name.partition(".")
        view = self._names.get(metric)
        if isinstance(view, Unsaid):
            return None
        if not isinstance(view, FactView):
            raise UnknownName(metric, self._names)
        if relative and relative not in LAGS:
            advice = suggest(relative, LAGS) or f"one of: {', '.join(sorted(LAGS))}"
            message = f"'{metric}' has no '{relative}' to compare"
            raise ProseError(message, advice, code="unknown-comparison")
        return fact_of(view, relative)

    def _marked(self, words: str, facts: Mapping[str, Fact]) -> str:
        """The words as the facts' own, but for numbers in digits: no condition vouches for those."""
        if not words:
            return ""
        every = list(facts.values())
        for fact in every[1:]:
            self._mentions.note(fact)
        return "".join(
            part if _DIGITS.fullmatch(part) else self._mentions.mark(every[0], part, "word")
            for part in _DIGITS.split(words)
            if part
        )

    def _told(self, facts: Mapping[str, Fact]) -> str:
        language = self._mentions.language
        return ", ".join(
            f"{name} is {amount(language, fact.quantity, fact.digits)}"
            for name, fact in facts.items()
        )
