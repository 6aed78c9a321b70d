"""Which names of a chart are in colour, and which grey the others have throughout a brief."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from briefing.core.plot import Plot, Track

_MOST = 4
"""So many may stand out where nobody says which: more would be no emphasis."""


def emphasised(plot: Plot, finding: str) -> Plot:
    """The plot with those in colour that its title names, where its author highlighted none.

    A name within a longer one is not meant: of "North Avon" and "Avon" the title "North Avon leads"
    names one. Where it names all of them, or more than four, it sets none apart. Names have the apostrophes
    of their data, and titles those of a typesetter.
    """
    tracks = plot.tracks
    if len(tracks) == 1 or any(track.highlighted for track in tracks):
        return plot
    left, named = _plain_signs(finding), set[str]()
    for title in sorted(
        {track.title for track in tracks if track.role in {"", "step"}}, key=len, reverse=True
    ):
        pattern = rf"(?<!\w){re.escape(_plain_signs(title))}(?!\w)"
        if re.search(pattern, left):
            named.add(title)
            left = re.sub(pattern, " ", left)
    if not 1 <= len(named) <= min(_MOST, len(tracks) - 1):
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
