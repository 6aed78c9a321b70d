"""What a file says of the unit of values: in a column of units, a header, or a text that picks rows.

A price is no tonnage, whatever its digits: what measures another thing is ruled out before values
are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from briefing.core.currencies import CURRENCIES
from briefing.core.problems import QuantityError
from briefing.core.unit import Unit, check_unit, conversion_factor
from briefing.core.unit_codes import SCALES, normal_code, scale_of
from briefing.data.grid import tidy
from briefing.data.header_units import SURE_UNITS
from briefing.data.recognition.headers import heading_of
from briefing.data.recognition.possible_columns import Candidate, Sheet, texts_of
from briefing.data.recognition.units_said import EUROSTAT

_IN_HEADER = re.compile(r"\(([^()]+)\)|\[([^\[\]]+)\]|,\s*([^,()]+)$|\bin ([^,()]+)$|_([A-Za-z]+)$")
_NO_UNITS = frozenset(
    {"mult", "multiplier", "code", "id", "price", "value", "cost", "labour", "labor"}
)
"""Words beside "unit" of columns that hold no unit."""
_PACKED = re.compile(r"\w,\w|\\")
"""A header that names several keys: ``freq,unit,geo\\TIME_PERIOD``."""
_MONEY = (
    (re.compile(r"\b(?:u\.?s\.? )?dollars?\b", re.IGNORECASE), "USD"),
    (re.compile(r"\bcents?\b", re.IGNORECASE), "cent"),
    (re.compile(r"\beuros?\b", re.IGNORECASE), "EUR"),
    (re.compile(r"\bpounds? sterling\b", re.IGNORECASE), "GBP"),
    (re.compile(r"\bpounds?\b", re.IGNORECASE), "lb"),
    (re.compile(r"\btroy ounces?\b", re.IGNORECASE), "troy_ounce"),
)
_ENDINGS = {
    "num": "number",
    "pct": "percent",
    "kt": "kt",
    "t": "t",
    "kg": "kg",
    "mt": "Mt",
    "dolt": "USD/t",
}
_ENDINGS |= {
    "dolkg": "USD/kg",
    "dollb": "USD/lb",
    "ctslb": "cent/lb",
    "dolton": "USD/t",
    "dol": "USD",
}
"""What the last part of a header such as ``Price_ctslb`` means."""
_COUNTS = frozenset({"item", "person", "worker", "employee", "household", "dwelling"})
_RATIOS = frozenset({"percent", "percentage point", "1", "index", "rank"})


class Verdict(Enum):
    """How a stated unit stands to the declared one."""

    UNSAID = "unsaid"
    """The file says none, or none that is known."""
    SAME = "same"
    SCALED = "scaled"
    """It measures the same in another size."""
    OTHER = "other"
    """It measures another thing."""


@dataclass(frozen=True, slots=True)
class StatedUnit:
    """The unit that a file states for some values."""

    verdict: Verdict
    text: str = ""
    """As the file writes it."""
    code: str = ""
    """As a declaration writes it."""
    factor: Fraction = Fraction(1)
    """What a value in the declared unit is multiplied by to be in this one."""
    is_of_rows: bool = True
    """Whether the rows say so; a header is carried along from elsewhere at times."""

    @property
    def rules_out(self) -> bool:
        """Whether values cannot be those of the measure, however they agree."""
        return self.verdict is Verdict.OTHER and self.is_of_rows


Known = dict[tuple[str, str], StatedUnit]
"""What texts are beside declared units, as far as they were looked at."""


def stated_unit(sheet: Sheet, candidate: Candidate, declared: str, looked_at: Known) -> StatedUnit:
    """What the file says of the unit of a candidate, held against the declared one.

    ``looked_at`` keeps what was asked once, since many candidates say the same.
    """

    def known(text: str) -> StatedUnit:
        if (text, declared) not in looked_at:
            looked_at[text, declared] = against(text, declared)
        return looked_at[text, declared]

    found = StatedUnit(Verdict.UNSAID)
    for text in _of_rows(sheet, candidate):
        one = known(text)
        if one.rules_out:
            return one
        if found.verdict is Verdict.UNSAID:
            found = one
    if found.verdict is not Verdict.UNSAID:
        return found
    said = (
        text for column in candidate.columns.values() for text in _within(sheet.headers[column])
    )
    every = (replace(known(text), is_of_rows=False) for text in said)
    return next((one for one in every if one.verdict is not Verdict.UNSAID), found)


def _of_rows(sheet: Sheet, candidate: Candidate) -> Iterable[str]:
    """Texts of its rows that may tell the unit: in a column of units, or picking the rows."""
    for column in unit_columns(sheet):
        if column in candidate.columns.values():
            continue
        said = {sheet.rows[number][column] for number in candidate.selection.rows.values()} - {""}
        yield from sorted(said)
    for condition in candidate.selection.where.values():
        for text in texts_of(condition):
            yield from _within(text)


def unit_columns(sheet: Sheet) -> tuple[int, ...]:
    """The columns that name units, by their headers."""
    found = []
    for index in sheet.texts:
        words = set(sheet.headings[index].stem)
        if _PACKED.search(sheet.headers[index]):
            continue
        if words & {"unit", "units", "uom"} and not words & _NO_UNITS:
            found.append(index)
    return tuple(found)


def _within(text: str) -> Iterable[str]:
    for match in _IN_HEADER.finditer(text):
        *_, ending = match.groups()
        if ending is not None:
            if known := _ENDINGS.get(ending):
                yield known
            continue
        said = next(group for group in match.groups() if group is not None)
        top = scale_of(_code(said, ""))[1].partition("/")[0]
        if top in SURE_UNITS | CURRENCIES | {"cent"}:
            yield said


def against(text: str, declared: str) -> StatedUnit:
    """A text that may be a unit, held against a declared one."""
    code = _code(text, declared)
    if not code or declared == "1" or code.removesuffix("s") in SCALES:
        return StatedUnit(Verdict.UNSAID)
    if code == declared:
        return StatedUnit(Verdict.SAME, text, code)
    ours, theirs = _kind(declared), _kind(code)
    if ours == theirs == "ratio":
        return StatedUnit(Verdict.UNSAID, text, code)
    if ours == theirs == "count":
        factor = Fraction(_size(declared), _size(code))
        verdict = Verdict.SAME if factor == 1 else Verdict.SCALED
        return StatedUnit(verdict, text, _counted(code, declared), factor)
    try:
        factor = conversion_factor(Unit(declared), Unit(code))
    except QuantityError:
        return StatedUnit(Verdict.OTHER, text, code)
    verdict = Verdict.SAME if factor == 1 else Verdict.SCALED
    return StatedUnit(verdict, text, code, factor)


def _kind(code: str) -> str:
    """``count`` of people and things, ``ratio`` of pure numbers: words for them are used loosely."""
    bare = code.rpartition(" ")[2] if code not in _RATIOS else code
    if code in _RATIOS or code.startswith("per "):
        return "ratio"
    return "count" if bare in _COUNTS else ""


def _size(code: str) -> int:
    return SCALES.get(scale_of(code)[0], 1)


def _counted(code: str, declared: str) -> str:
    """The declared things in the size of another code: ``thousand worker``."""
    scale = scale_of(code)[0]
    return f"{scale} {scale_of(declared)[1]}".strip()


def _code(text: str, declared: str) -> str:
    """The code of a unit as an office writes it: ``thousand metric tons, gross weight``."""
    if (known := EUROSTAT.get(tidy(text))) is not None:
        return known
    plain = tidy(text).partition(",")[0]
    plain = re.sub(r"\s+(?:of|contained)\s.*$", "", plain, flags=re.IGNORECASE)
    if not plain or len(plain) > 60 or heading_of(plain).period is not None:  # noqa: PLR2004
        return ""
    if "GBP" in declared:
        plain = re.sub(r"\bpounds?\b", "GBP", plain, flags=re.IGNORECASE)
    for pattern, word in _MONEY:
        plain = pattern.sub(word, plain)
    for one in dict.fromkeys((plain, plain[0].lower() + plain[1:], plain.lower())):
        code = normal_code(one)
        try:
            check_unit(code)
        except QuantityError:
            continue
        return code
    return ""
