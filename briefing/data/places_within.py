"""Places that hold others, by their names: a country beside its regions, ``England and Wales`` beside both."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from briefing.language.locale_data import country_names

_STATES = {
    "united kingdom": """
northern ireland; great britain; england and wales; england; wales; scotland; north east; north west;
yorkshire and the humber; yorkshire and humber; east midlands; west midlands; east of england; east; london;
south east; south west; rest of england;
""",
    "united states": """
alabama; alaska; arizona; arkansas; california; colorado; connecticut; delaware; florida; hawaii; idaho;
illinois; indiana; iowa; kansas; kentucky; louisiana; maine; maryland; massachusetts; michigan;
minnesota; mississippi; missouri; montana; nebraska; nevada; new hampshire; new jersey; new mexico;
new york; north carolina; north dakota; ohio; oklahoma; oregon; pennsylvania; rhode island; south
carolina; south dakota; tennessee; texas; utah; vermont; virginia; washington; west virginia;
wisconsin; wyoming; district of columbia; puerto rico;
""",
    "germany": """
baden-württemberg; bayern; bavaria; berlin; brandenburg; bremen; hamburg; hessen; hesse; mecklenburg-
vorpommern; niedersachsen; lower saxony; nordrhein-westfalen; north rhine-westphalia; rheinland-pfalz;
rhineland-palatinate; saarland; sachsen; saxony; sachsen-anhalt; saxony-anhalt; schleswig-holstein;
thüringen; thuringia;
""",
    "australia": """
new south wales; victoria; queensland; south australia; western australia; tasmania; australian capital
territory; northern territory;
""",
    "canada": """
ontario; quebec; québec; british columbia; alberta; manitoba; saskatchewan; nova scotia; new brunswick;
newfoundland and labrador; prince edward island; yukon; northwest territories; nunavut;
""",
    "austria": """
burgenland; kärnten; carinthia; niederösterreich; lower austria; oberösterreich; upper austria; salzburg;
steiermark; styria; tirol; tyrol; vorarlberg; wien; vienna;
""",
    "france": """
auvergne-rhône-alpes; bourgogne-franche-comté; bretagne; centre-val de loire; corse; grand est; hauts-de-
france; île-de-france; ile-de-france; normandie; nouvelle-aquitaine; occitanie; pays de la loire;
provence-alpes-côte d'azur; guadeloupe; martinique; guyane; la réunion; mayotte;
""",
    "spain": """
andalucía; aragón; asturias; principado de asturias; illes balears; balears, illes; canarias; cantabria; castilla y león;
castilla-la mancha; cataluña; comunitat valenciana; extremadura; galicia; madrid; comunidad de madrid; murcia; región de
murcia; navarra; comunidad foral de navarra; país vasco; la rioja; ceuta; melilla;
""",
    "italy": """
piemonte; valle d'aosta; lombardia; trentino-alto adige; veneto; friuli-venezia giulia; liguria; emilia-
romagna; toscana; umbria; marche; lazio; abruzzo; molise; campania; puglia; basilicata; calabria; sicilia; sardegna;
""",
    "denmark": "hovedstaden; sjælland; syddanmark; midtjylland; nordjylland;",
}


def _names(text: str) -> frozenset[str]:
    joined = re.sub(r"-\n", "-", text).replace("\n", " ")
    return frozenset(one.strip() for one in joined.split(";") if one.strip())


_UK = _names(_STATES["united kingdom"])
_NATIONS = frozenset({"northern ireland", "scotland", "wales"})
_ENGLISH = _UK - _NATIONS - {"great britain", "england and wales", "england"}
PARTS: Mapping[str, frozenset[str]] = {
    **{country: _names(text) for country, text in _STATES.items()},
    "great britain": _UK - {"great britain", "northern ireland"},
    "england and wales": _UK - {"great britain", "england and wales"} - (_NATIONS - {"wales"}),
    "england": _ENGLISH,
    "london": frozenset({"inner london", "outer london"}),
}
"""Places whose parts are known by their names, in small letters."""
_SAME = {
    "uk": "united kingdom",
    "us": "united states",
    "u.s.": "united states",
    "usa": "united states",
    "united states of america": "united states",
    "deutschland": "germany",
    "österreich": "austria",
    "españa": "spain",
    "italia": "italy",
    "danmark": "denmark",
    "gb": "great britain",
    "u.k.": "united kingdom",
    "england & wales": "england and wales",
}
_CALLED_AT_HOME = _names(
    """
nederland; schweiz; suisse; svizzera; polska; česko; česká republika; slovensko; slovenija; magyarország;
românia; sverige; norge; suomi; ísland; eesti; latvija; lietuva; ελλάδα; türkiye; brasil; perú; belgique; belgië;
éire; hrvatska; srbija; bulgaria; българия; україна; россия; 日本; 全国; 中国; 대한민국; 전국;
"""
)
_FEWEST = 2
_BETWEEN = re.compile(r",\s*(?:and\s+)?|\s+(?:and|&|und|et|y)\s+|\s*\+\s*")


def known_parts() -> frozenset[str]:
    """The names of all parts of countries that are known."""
    return frozenset(name for names in PARTS.values() for name in names)


def held_by(name: str, others: Collection[str]) -> frozenset[str]:
    """Which of the ``others`` a place holds, by its name; all in small letters. None where fewer than two."""
    known = others if isinstance(others, AbstractSet) else frozenset(others)
    if _BETWEEN.search(name):
        composed = {one.strip() for one in _BETWEEN.split(name)}
        if len(composed) >= _FEWEST and name not in composed and composed <= known:
            return frozenset(composed)
    parts = PARTS.get(_SAME.get(name, name), frozenset())
    within = frozenset(parts & known) - {name}
    return within if len(within) >= _FEWEST else frozenset()


@cache
def _countries() -> frozenset[str]:
    """Names of countries in small letters, those of the United Kingdom too."""
    named = (one.casefold() for one in country_names("en").values())
    return frozenset({*named, *_SAME, *_CALLED_AT_HOME, *_NATIONS, "great britain", "england"})


def is_country(name: str) -> bool:
    """Whether a name in small letters is that of a country."""
    return name in _countries()
