"""What members that do not report can be at most: the printed total less all that is known."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.nature import Use, allows
from briefing.core.period import Period
from briefing.core.series import Panel
from briefing.core.total_coverage import left_out_of_total

_FORMULA = "remainder(total, known)"


def bounded_by_total(panel: Panel, members: Mapping[str, Fact], period: Period) -> dict[str, Fact]:
    """The members, those without a value bounded by what the others leave of the printed total.

    Only for amounts that cannot be negative; without a total nothing is changed.
    """
    total = panel.total.at(period) if panel.total else None
    unknown = [name for name, fact in members.items() if fact.quantity.value is None]
    if total is None or total.quantity.value is None or not unknown:
        return dict(members)
    if left_out_of_total(panel, period):
        return dict(members)  # what the total leaves tells nothing of who is not in it
    known = tuple(
        fact for name, fact in panel.at(period).items() if fact.quantity.value is not None
    )
    is_amount = allows(panel.nature, Use.SHARE)
    if not known or not is_amount or any((one.quantity.value or 0) < 0 for one in known):
        return dict(members)
    return {
        name: _remainder(panel, fact, total, known, period) if name in unknown else fact
        for name, fact in members.items()
    }


def _remainder(
    panel: Panel, fact: Fact, total: Fact, known: tuple[Fact, ...], period: Period
) -> Fact:
    return derive(
        id=f"{fact.id}.at_most",
        title=panel.title,
        calculator="remainder",
        formula=_FORMULA,
        inputs={"total": total, "known": known},
        period=period,
        member=fact.member,
    )
