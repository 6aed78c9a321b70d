"""Which names of a chart are in colour, and which grey the others have throughout a brief."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from briefing.core.plot import Plot, Track

MOST = 4
"""So many may stand out where nobody says which: more would be no emphasis."""


def subjects(names: Iterable[str], finding: str, whose: Collection[str] = ()) -> set[str]:
    """Those of some names that a title speaks of: it has the name, or a figure or verb that is theirs.

    ``whose`` are the members of the facts in the title: "The metro carries 1,857 trips" speaks of the member
    "Metro". A name within a longer one is not meant: of "North Avon" and "Avon" the title "North Avon leads"
    names one. Names have the apostrophes of their data, and titles those of a typesetter.
    """
    left, found = _plain_signs(finding), set[str]()
    for name in sorted(set(names), key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(_plain_signs(name))}(?!\w)"
        if re.search(pattern, left):
            found.add(name)
            left = re.sub(pattern, " ", left)
        elif name in whose:
            found.add(name)
    return found


def emphasised(plot: Plot, finding: str, whose: Collection[str] = ()) -> Plot:
    """The plot with the subjects of its title in colour, where its author highlighted none.

    Where it speaks of all of them, or of more than four, it sets none apart.
    """
    tracks = plot.tracks
    if len(tracks) == 1 or any(track.highlighted for track in tracks):
        return plot
    named = subjects((one.title for one in tracks if one.role in {"", "step"}), finding, whose)
    if not 1 <= len(named) <= min(MOST, len(tracks) - 1):
        return plot
    return _each(plot, lambda track: replace(track, highlighted=track.title in named))


def shaded(plot: Plot, known: dict[str, int]) -> Plot:
    """The plot with a grey for each name, the same as in charts before; new names are noted in ``known``."""
    for track in plot.tracks:
        known.setdefault(track.title, len(known))
    return _each(plot, lambda track: replace(track, shade=known[track.title]))


def _plain_signs(text: str) -> str:
    return text.replace("’", "'").replace("\u00a0", " ")


def _each(plot: Plot, changed: Callable[[Track], Track]) -> Plot:
    return replace(plot, tracks=tuple(map(changed, plot.tracks)))
