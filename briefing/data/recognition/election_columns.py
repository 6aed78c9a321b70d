"""Results of elections: columns of parties, of turnout, majorities and electorates, told by their headers.

A header such as ``Lab`` says no unit; beside others of its kind, and words of elections, it counts votes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.data.recognition.recognised import LIKELY, Column, Measure

_USUAL = """
    con conservative conservatives lab labour ld libdem libdems liberal-democrat liberal-democrats ldm grn green greens
    ruk reform reform-uk ukip brexit snp pc plaid plaid-cymru dup sf sinn-féin sinn-fein sdlp uup alliance apni tuv
    alba ind independent independents oth other others other-parties all-other-candidates
    spd cdu csu cdu/csu grüne bündnis-90/die-grünen gruene fdp linke die-linke afd bsw sonstige freie-wähler
    dem democrat democrats democratic rep republican republicans gop libertarian
    övp spö fpö neos lpc cpc ndp bq gpc ppc alp lib nationals one-nation
    psoe pp vox sumar podemos ps lr rn lfi renaissance
    fine-gael fianna-fáil fianna-fail social-democrats s v m sd c kd mp
"""
_PARTIES = frozenset(_USUAL.split())
"""Parties as headers call them, in small letters, spaces as hyphens."""
_BRITISH = frozenset({"con", "lab"})
_NAMES = {
    "con": "Conservative",
    "lab": "Labour",
    "ld": "Liberal Democrat",
    "libdem": "Liberal Democrat",
    "grn": "Green",
    "ruk": "Reform UK",
    "pc": "Plaid Cymru",
    "oth": "others",
    "ind": "independents",
}
"""What the Electoral Commission's abbreviations stand for, where two of them stand side by side."""
_SHORTEST = 2
_LEAST = 3
"""So many columns of parties make an election by themselves where a word of it stands beside them."""
_ELECTION = re.compile(
    r"\b(?:elections?|electorate|turnout|valid votes?|votes? cast|ballots?|majority|winner|first party|"
    r"result|constituency|polling|candidates?|by-election|wahlberechtigte|wähler|gültige|seats)\b",
    re.IGNORECASE,
)
_OF_TIME = re.compile(r"\b(?:elections?|votes?|seats?|turnout|majority)\b", re.IGNORECASE)
_UNITS = (
    (re.compile(r"turnout\b(?!.*\bnumber)", re.IGNORECASE), "percent"),
    (re.compile(r"(?:electorate|registered voters|eligible voters|wahlberechtigte|wähler|wählende)\b", re.IGNORECASE), "person"),
    (re.compile(r"(?:majority|margin|valid|invalid|rejected|spoilt|votes? cast|ballots?|gültige|ungültige)\b", re.IGNORECASE), "item"),
)  # fmt: skip
"""What columns beside those of parties are measured in."""
_SHARE = re.compile(r"\d{1,3}[.,]\d{1,2}\s?%?|\d{1,3}\s?%")
_SEATS = re.compile(r"\b(?:seats|councillors|mandate|mandates|sitze)\b", re.IGNORECASE)
_FEW_DIGITS = 3
"""Of a number of votes in a district; a parliament has fewer than a thousand seats."""
_REASON = "its header is a party, and others tell an election"


def as_election(
    measures: Sequence[Measure], columns: Sequence[Column], above: str
) -> list[Measure]:
    """Measures of a table of results with what parties and counts are measured in; of others as they are.

    ``above`` is what stands above the table.
    """
    parties = [one for one in measures if is_party(one.title)]
    words = [above, *(one.header for one in columns)]
    if len(parties) < _LEAST or not any(_ELECTION.search(one) for one in words):
        return list(measures)
    said = "; ".join(words)
    is_british = {one.title.casefold() for one in parties} >= _BRITISH
    return [
        _of_election(one, columns, said, is_party_=is_party(one.title), is_british=is_british)
        for one in measures
    ]


def is_party(header: str) -> bool:
    """Whether a header is a party's name or its usual abbreviation, and nothing else."""
    plain = "-".join(re.sub(r"\s*\bparty\b", "", header.casefold()).split())
    return len(plain) >= _SHORTEST and plain in _PARTIES


def years_between(titles: Iterable[str], years: Sequence[int]) -> dict[str, object]:
    """How far the years of elections lie apart, as ``period:`` takes it; empty for what is counted each year."""
    steps = {after - before for before, after in pairwise(sorted(set(years)))}
    if not steps or max(steps) == 1 or not any(_OF_TIME.search(one) for one in titles):
        return {}
    return {"every": f"{steps.pop()} years" if len(steps) == 1 else "uneven"}


def _counted(samples: Sequence[str], said: str) -> tuple[str, str]:
    """What the numbers of a party are; nothing where they may be votes as well as seats."""
    if any(_SHARE.fullmatch(one) for one in samples):
        return "percent", "Share of votes"
    if any(len(re.sub(r"\D", "", one)) > _FEW_DIGITS for one in samples):
        return "item", "Votes"
    return ("item", "Seats") if _SEATS.search(said) else ("", "")


def _of_election(
    one: Measure, columns: Sequence[Column], said: str, *, is_party_: bool, is_british: bool
) -> Measure:
    if one.unit not in {"", "1"}:
        return one
    if is_party_:
        unit, what = _counted(
            [*columns[one.column].samples] if one.column is not None else [], said
        )
        if not unit:
            return one
        title = (
            f"{what} for {_NAMES.get(one.title.casefold(), one.title) if is_british else one.title}"
        )
        return replace(one, unit=unit, title=title, reason=_REASON, confidence=LIKELY)
    unit = next((code for words, code in _UNITS if words.match(one.title)), "")
    if not unit:
        return one
    return replace(one, unit=unit, reason="as tables of elections have it", confidence=LIKELY)
