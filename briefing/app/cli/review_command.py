"""``review``: the passages whose figures turned since somebody read them, to be accepted or changed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.app.cli.arguments import add_command
from briefing.app.cli.presenter import Presenter
from briefing.app.told import Told

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands
    from briefing.app.review.rereading import Review
    from briefing.core.passage import Passage


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``review``."""
    review = add_command(
        commands,
        common,
        "review",
        summary="show the passages whose figures turned since somebody read them",
        description="Shows each paragraph, title and piece of advice whose figures turned "
        "(direction, rank, member, rule, existence) since somebody accepted it. Ends "
        "with 1 while there is one.",
        examples=(
            "briefing review",
            "briefing review --accept all --by 'Ada Byron'",
        ),
    )
    review.add_argument("briefs", nargs="*", metavar="BRIEF", help="name of a brief (default: all)")
    review.add_argument(
        "--start", action="store_true", help="begin the records: all passages as they are now"
    )
    review.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="ID",
        help="record a passage as still true, by its id, or 'all'; may be repeated",
    )
    review.add_argument(
        "--by", default="", metavar="NAME", help="who read it (default: the author)"
    )
    review.set_defaults(run=_review)


def _review(options: argparse.Namespace, presenter: Presenter) -> int:
    from briefing.app.review.rereading import accept, begin, reviews

    project, found = reviews(options.briefs, options.project)
    by = options.by or None
    if options.start:
        return presenter.show(_State(*begin(project, found, by)))
    if options.accept:
        return presenter.show(_State(*accept(project, found, options.accept, by)))
    return presenter.show(_State(found, {}))


@dataclass(frozen=True)
class _State(Told):
    """What is to be read again, and what was recorded."""

    found: Sequence[Review]
    recorded: Mapping[str, tuple[str, ...]]

    @property
    def exit_code(self) -> int:
        return 1 if any(one.to_read for one in self.found) else 0

    def as_json(self) -> Mapping[str, object]:
        return {"briefs": [self._entry(one) for one in self.found]}

    def _entry(self, one: Review) -> dict[str, object]:
        return {
            "brief": one.brief.name,
            "begun": one.is_begun,
            "passages": len(one.passages),
            "to_read": [
                {
                    **_passage(each.passage),
                    "turns": list(each.turns),
                    "accepted_by": each.record.by,
                    "accepted_on": each.record.date,
                }
                for each in one.to_read
            ],
            "unrecorded": [_passage(each) for each in one.unrecorded],
            "recorded": list(self.recorded.get(one.brief.name, ())),
        }

    def as_text(self) -> Iterator[str]:
        from briefing.app.review.rereading import lines_of

        for one in self.found:
            if recorded := self.recorded.get(one.brief.name):
                noun = "passage" if len(recorded) == 1 else "passages"
                yield f"{one.brief.name}: {len(recorded)} {noun} recorded in {one.path}"
            yield from lines_of(one)


def _passage(one: Passage) -> dict[str, object]:
    return {"id": one.id, "place": str(one.place), "text": one.printed}
