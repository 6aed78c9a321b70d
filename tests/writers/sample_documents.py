"""Finished documents for the writers: one as it should be, one as bad as it gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from briefing.core.annex_row import AnnexRow
from briefing.core.attachment import Attachment
from briefing.core.document import (
    Document,
    Figure,
    Highlight,
    KeyFigure,
    Recommendation,
    Section,
    Sign,
)
from briefing.core.period_notation import parse_period
from briefing.core.plot import Mark, Plot, Track
from briefing.core.publication import Publication, SourceNote
from briefing.core.resources import TEMPLATES
from briefing.core.statistics_table import Table, TableCell, TableRow
from briefing.core.status import Status
from briefing.core.text_nodes import (
    Inline,
    Inlines,
    ItemList,
    Link,
    Mention,
    Paragraph,
    Styled,
    Text,
)
from briefing.core.unit import Unit
from briefing.core.workspace import Workspace
from briefing.language.base import language_of
from briefing.writers.drawing.painter import Painter
from briefing.writers.house.chart_style import Style
from briefing.writers.html.page import write_html
from briefing.writers.pdf.pdf import write_pdf

LANGUAGE = language_of("en", "en_US")
Rows = tuple[tuple[str, ...], ...]

PICTURES = Painter(Style())
"""Draws the charts of the samples, each once; their height decides where the pages end."""
_SOURCE = "U.S. Geological Survey, Mineral Commodity Summaries 2025"

PUBLICATION = Publication("A title", "A publisher", "A licence")

ATTACHMENTS = (
    Attachment("us-rare-earths.facts.json", b"{}", "application/json", "Data", "Every figure"),
    Attachment("config.yaml", b"title: x\n", "application/yaml", "Source", "The declaration"),
    Attachment("data (1).csv", b"Year,Value\n", "text/csv", "Source", "The data"),
)


def pdf_of(document: Document, attachments: Sequence[Attachment] = ()) -> bytes:
    """The document as a PDF in the shipped design."""
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=True, pictures=PICTURES)
    return write_pdf(page, document, attachments)


def items(*texts: Inlines, ordered: bool = False) -> ItemList:
    """A list of items of one text each."""
    return ItemList(tuple((Paragraph(text),) for text in texts), ordered)


def line(*parts: str | Inline) -> Inlines:
    """Plain words and nodes to a text."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def figure_of(fact: str, text: str) -> Mention:
    """A figure in a text."""
    return Mention(fact, text)


def word(fact: str, text: str) -> Mention:
    """A word that a fact vouches for."""
    return Mention(fact, text, "word")


def bars(shown: Mapping[str, str], table: Rows = ()) -> Plot:
    """Ranked bars in 2024, from names to figures as printed."""
    tracks = tuple(
        Track(name, (_mark(name, text, text.replace(",", ""), told=True),), _TONS, name == _HOME)
        for name, text in shown.items()
    )
    return Plot(
        "bar",
        "",
        _TONS,
        (parse_period("2024"),),
        tracks,
        (),
        labels=("2024",),
        years=("2024",),
        table=table,
    )


def lines(values: Sequence[float], periods: Sequence[str], last: str, table: Rows = ()) -> Plot:
    """One line over time with its last figure as printed."""
    texts = [*(f"{value:g}" for value in values[:-1]), last]
    marks = (
        _mark(period, text, str(value), told=text == last)
        for period, text, value in zip(periods, texts, values, strict=True)
    )
    track = Track("A measure", tuple(marks), _TONS)
    known = tuple(map(parse_period, periods))
    return Plot(
        "line",
        "",
        _TONS,
        known,
        (track,),
        (),
        labels=tuple(periods),
        years=tuple(periods),
        table=table,
    )


def _mark(name: str, text: str, value: str, *, told: bool) -> Mark:
    return Mark(name, text, Fraction(value), None, Status.NORMAL, told)


_TONS, _HOME = Unit("t"), "United States"
_YEARS = ("2020", "2021", "2022", "2023", "2024")
_SALIENT: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "production",
        "Mine production of concentrates",
        "t REO",
        ("39,000", "42,400", "42,500", "41,600", "45,000"),
    ),
    (
        "compounds",
        "Production of compounds and metals",
        "t REO",
        ("—", "120", "95", "250", "1,300"),
    ),
    (
        "imports_compounds",
        "Imports of compounds",
        "t REO",
        ("6,510", "7,690", "10,800", "8,940", "8,000"),
    ),
    ("imports_metals", "Imports of metals", "t REO", ("363", "579", "483", "476", "90")),
    (
        "exports",
        "Exports of ores and compounds",
        "t REO",
        ("40,000", "45,500", "45,900", "40,100", "47,000"),
    ),
    ("consumption", "Apparent consumption", "t REO", ("6,200", "7,600", "9,800", "8,940", "6,600")),
    ("neodymium", "Neodymium oxide price", "USD/kg", ("49", "98", "134", "78", "56")),
    ("dysprosium", "Dysprosium oxide price", "USD/kg", ("261", "410", "382", "330", "260")),
    ("terbium", "Terbium oxide price", "USD/kg", ("670", "1,346", "2,051", "1,298", "810")),
    ("employment", "Employment, mine and mill", "persons", ("185", "293", "340", "450", "570")),
    ("reliance", "Net import reliance", "%", ("100", ">95", ">95", ">95", "80")),
)
_WORLD = {
    "China": 270_000, "United States": 45_000, "Burma": 31_000, "Australia": 13_000,
    "Nigeria": 13_000, "Thailand": 13_000, "India": 2_900, "Russia": 2_500,
}  # fmt: skip


def rare_earths(*, annex: bool = True, design: str = "policy-brief") -> Document:
    """U.S. rare earths in 2024, by hand: what the pipeline would compose from the real tables."""
    return Document(
        id="us-rare-earths",
        title=line(
            "U.S. rare earths in 2024: ",
            word("production", "higher"),
            " output, ",
            figure_of("reliance[2024]", "80%"),
            " import reliance",
        ),
        subtitle=line("What the latest figures mean for mining, separation and trade policy"),
        period=parse_period("2024"),
        period_label="2024",
        language="en",
        locale="en_US",
        words=LANGUAGE.section("page"),
        number_form=LANGUAGE.number_form,
        author="Critical Minerals Unit",
        date="31 January 2025",
        day="2025-01-31",
        keywords=("rare earths", "critical minerals", "import reliance"),
        brand="Office of Resource Policy",
        accent="#7a3b10",
        page="A4",
        design=design,
        bottom_line=line(
            "Mines produced ",
            figure_of("production[2024]", "45,000 metric tons"),
            " of rare-earth oxide, but the country still imports ",
            figure_of("reliance[2024]", "80%"),
            " of the compounds and metals that it uses. The gap lies in separation and "
            "metal-making, not in mining.",
        ),
        key_figures=_key_figures(),
        highlights=_highlights(),
        sections=_sections(),
        recommendations=_recommendations(),
        sources=(
            SourceNote(
                "mcs2025",
                "U.S. Geological Survey: Mineral Commodity Summaries 2025, 31 January 2025.",
                "https://doi.org/10.3133/mcs2025",
                "Public domain (U.S. Government work)",
                PUBLICATION,
            ),
            SourceNote(
                "mcs2025data",
                "U.S. Geological Survey: Mineral Commodity Summaries 2025 Data Release.",
                "https://doi.org/10.5066/P13XCP3R",
                "Public domain (U.S. Government work)",
                PUBLICATION,
            ),
        ),
        method=(
            Paragraph(
                line(
                    "All figures are computed from the data releases of the Survey’s ",
                    Styled("emphasis", line("Mineral Commodity Summaries")),
                    ", or stated there with the page given in the annex. A bound such as ",
                    figure_of("reliance[2023]", ">95%"),
                    " is carried through every calculation. World totals are the printed, "
                    "rounded ones.",
                )
            ),
        ),
        legend=(Sign("e", "estimated"), Sign("W", "withheld to avoid disclosing company data")),
        annex=_annex() if annex else (),
    )


def _key_figures() -> tuple[KeyFigure, ...]:
    def one(
        fact: str, value: str, unit: str, label: str, way: str, change: str, since: str
    ) -> KeyFigure:
        return KeyFigure(
            id=fact, fact=f"{fact}[2024]", value=value, unit=unit, label=label,
            direction=way,  # type: ignore[arg-type]
            change=Mention(f"{fact}.change", change), since=since,
            before=f"{fact}[2023]", mark="e",
        )  # fmt: skip

    return (
        one("production", "45,000", "metric tons", "U.S. mine production (REO)", "up", "+8.2%", "from 41,600 in 2023"),
        one("reliance", "80%", "", "Net import reliance", "down", "by more than 15 points", "from >95% in 2023"),
        one("china_share", "69%", "", "China’s share of world mining", "up", "+1.4 points", "from 67.8% in 2023"),
        one("neodymium", "$56", "per kilogram", "Neodymium oxide price", "down", "−28.2%", "from $78 in 2023"),
        one("employment", "570", "persons", "U.S. jobs at mines and mills", "up", "+26.7%", "from 450 in 2023"),
    )  # fmt: skip


def _highlights() -> tuple[Highlight, ...]:
    strong = Styled
    return (
        Highlight(
            "1",
            line(
                strong("strong", line("Record output at home.")),
                " Mines produced ",
                figure_of("production[2024]", "45,000 metric tons"),
                " of rare-earth oxide, up ",
                figure_of("production.change", "8.2%"),
                " from ",
                figure_of("production[2023]", "41,600"),
                ".",
            ),
            "declared",
        ),
        Highlight(
            "2",
            line(
                strong("strong", line("Reliance fell, and stays high.")),
                " Net import reliance on compounds and metals ",
                word("reliance.change", "fell"),
                " from ",
                figure_of("reliance[2023]", "more than 95%"),
                " to ",
                figure_of("reliance[2024]", "80%"),
                ".",
            ),
            "declared",
        ),
        Highlight(
            "3",
            line(
                strong("strong", line("China leads by a wide margin.")),
                " It mined ",
                figure_of("china_share[2024]", "69%"),
                " of the world’s ",
                figure_of("world[2024]", "390,000 metric tons"),
                ", six times what the United States mined.",
            ),
            "declared",
        ),
    )


def _sections() -> tuple[Section, ...]:
    return (
        Section(
            "1",
            line("Output ", word("production.change", "rose"), " at home; imports of metals fell"),
            (
                Paragraph(
                    line(
                        "U.S. mines produced ", figure_of("production[2024]", "45,000 metric tons"),
                        " of rare-earth-oxide equivalent in 2024, against ",
                        figure_of("production[2023]", "41,600 metric tons"),
                        " the year before. Mountain Pass in California remained the only large "
                        "producer. Domestic production of compounds and metals rose from ",
                        figure_of("compounds[2023]", "250"), " to ",
                        figure_of("compounds[2024]", "1,300 metric tons"), ", from a small base.",
                    )
                ),
                Paragraph(
                    line(
                        "Imports of compounds fell to ",
                        figure_of("imports_compounds[2024]", "8,000 metric tons"),
                        "; imports of metals fell to ", figure_of("imports_metals[2024]", "90"),
                        " from ", figure_of("imports_metals[2023]", "476"), ". Together they were "
                        "worth ", figure_of("import_value", "$170 million"), ". Employment rose "
                        "from ", figure_of("employment[2023]", "450"), " to ",
                        figure_of("employment[2024]", "570 persons"), ".",
                    )
                ),
                _line_chart(1, "us_output", "U.S. mine output rose to 45,000 metric tons", (39000, 42400, 42500, 41600, 45000), "45,000"),
                _line_chart(2, "reliance_chart", "Net import reliance fell to 80%", (100, 97.5, 97.5, 97.5, 80), "80%"),
                _salient(),
            ),
        ),
        Section(
            "2",
            line("World mining rose ", figure_of("world.change", "3.7%"), "; the United States ranks second"),
            (
                Paragraph(
                    line(
                        "World mine production rose ", figure_of("world.change", "3.7%"), " to ",
                        figure_of("world[2024]", "390,000 metric tons"), ". China mined ",
                        figure_of("china[2024]", "270,000 metric tons"), ", or ",
                        figure_of("china_share[2024]", "69%"),
                        ". The second-largest producer was the United States with ",
                        figure_of("us_share", "11.5%"), ", ahead of Burma with ",
                        figure_of("burma", "31,000 metric tons"), ". Australia mined ",
                        figure_of("australia[2024]", "13,000 metric tons"), ", down from ",
                        figure_of("australia[2023]", "16,000"),
                        ", and shares its rank with Nigeria and Thailand.",
                    )
                ),
                ItemList(
                    (
                        (
                            Paragraph(
                                line("China added ", figure_of("china.added", "15,000 metric tons"), ".")
                            ),
                            items(line("Half of it is exported."), line("The rest stays."), ordered=True),
                        ),
                        (Paragraph(line("Nigeria and Thailand caught up with Australia.")),),
                        (
                            Paragraph(
                                line("Burma took away ", figure_of("burma.lost", "12,000 metric tons"), ".")
                            ),
                            Paragraph(line("Its mines lie in the north.")),
                        ),
                    )
                ),
                _bar_chart(3),
            ),
        ),
        Section(
            "3",
            line("Prices of magnet metals fell for a second year"),
            (
                Paragraph(
                    line(
                        "Neodymium oxide fell from ", figure_of("neodymium[2023]", "$78"), " to ",
                        figure_of("neodymium[2024]", "$56 per kilogram"), ". Terbium oxide fell "
                        "from ", figure_of("terbium[2023]", "$1,298"), " to ",
                        figure_of("terbium[2024]", "$810"), ", dysprosium oxide from ",
                        figure_of("dysprosium[2023]", "$330"), " to ",
                        figure_of("dysprosium[2024]", "$260"), ". Low prices help the makers of "
                        "magnets and hurt every new mine and separation plant that must find "
                        "finance. See ", Link("https://doi.org/10.3133/mcs2025", line("the source")),
                        ".",
                    )
                ),
                _line_chart(4, "neodymium_chart", "Neodymium oxide stands far below its 2022 price", (49, 98, 134, 78, 56), "$56"),
                _line_chart(5, "terbium_chart", "Terbium oxide fell 38% to $810 per kilogram", (670, 1346, 2051, 1298, 810), "$810"),
            ),
        ),
        Section(
            "4",
            line("Reliance has fallen, and most imports come from one country"),
            (
                Paragraph(
                    line(
                        "Net import reliance on compounds and metals fell from ",
                        figure_of("reliance[2023]", "more than 95%"), " to ",
                        figure_of("reliance[2024]", "80%"), ". China, Hong Kong included, supplied ",
                        figure_of("source_china", "70%"), " of these imports in 2020–23, Malaysia ",
                        figure_of("source_malaysia", "13%"), ", Japan ",
                        figure_of("source_japan", "6%"), " and Estonia ",
                        figure_of("source_estonia", "5%"), ".",
                    )
                ),
                Paragraph(
                    line(
                        "Most of the mined concentrate leaves the country to be separated abroad. "
                        "The National Defense Stockpile planned to buy up to ",
                        figure_of("stockpile", "1,300 metric tons"),
                        " of lanthanum in fiscal year 2024, with varying amounts of "
                        "neodymium–praseodymium oxide, magnet block and samarium–cobalt alloy.",
                    )
                ),
            ),
        ),
    )  # fmt: skip


def _line_chart(number: int, name: str, title: str, values: tuple[float, ...], last: str) -> Figure:
    return Figure(
        id=name, number=number, title=line(title), subtitle="2020 to 2024, last year estimated",
        alt=f"Line chart, 2020 to 2024. {title}.", source=_SOURCE,
        plot=lines(
            values, _YEARS, last,
            (("Year", "Value"), *((y, f"{v:g}") for y, v in zip(_YEARS, values, strict=True))),
        ),
    )  # fmt: skip


def _bar_chart(number: int) -> Figure:
    shown = {name: f"{value:,}" for name, value in _WORLD.items()}
    return Figure(
        id="producers", number=number, title=line("China mines 69% of the world’s rare earths"),
        subtitle="Mine production by country, metric tons of rare-earth oxide, 2024",
        alt="Bar chart. China 270,000 metric tons, United States 45,000, six others below.",
        source=_SOURCE, plot=bars(shown, (("Country", "Metric tons"), *shown.items())),
        notes=("Countries below 2,000 metric tons are not shown.",),
    )  # fmt: skip


def _salient() -> Table:
    rows = tuple(
        TableRow(
            heading, unit,
            tuple(
                TableCell(text, f"{name}[{year}]", "e" if year == "2024" else "")
                for year, text in zip(_YEARS, texts, strict=True)
            ),
        )
        for name, heading, unit, texts in _SALIENT
    )  # fmt: skip
    return Table(
        "salient", 1, "Salient statistics, United States", _YEARS, rows,
        ("e estimated; — zero or none", "REO: rare-earth-oxide equivalent"), _SOURCE,
    )  # fmt: skip


def _recommendations() -> tuple[Recommendation, ...]:
    return (
        Recommendation(
            "separation-capacity", 1,
            line("Fund domestic separation and metal-making before further mines."),
            "Department of Energy; Department of Defense", "next appropriation",
            line(
                "Mines yield ", figure_of("production[2024]", "45,000 metric tons"),
                ", plants only ", figure_of("compounds[2024]", "1,300 metric tons"),
                " of compounds and metals; the country imports ",
                figure_of("reliance[2024]", "80%"), " of what it uses.",
            ),
            line("Subsidised plants may stand idle while prices stay low."),
            line("Net import reliance on compounds and metals below one half."),
            line("Holds while net import reliance > 50% (now ", figure_of("reliance[2024]", "80%"), ")."),
        ),
        Recommendation(
            "price-floor", 2,
            line("Offer price floors or offtake contracts for magnet metals from allied sources."),
            "Department of Defense", "within a year",
            line(
                "Neodymium oxide fell to ", figure_of("neodymium[2024]", "$56 per kilogram"),
                " and terbium oxide to ", figure_of("terbium[2024]", "$810"),
                ": private capital will not carry new plants through such swings.",
            ),
            line("The public purse bears the price risk."),
            line("Offtake contracts signed for the output of a first magnet-metal plant."),
            line("Holds while both prices fall."),
        ),
        Recommendation(
            "diversify-imports", 3,
            line("Diversify import sources with trade agreements on separated oxides and metals."),
            "U.S. Trade Representative", "next ministerial of the partnership",
            line(
                "China supplied ", figure_of("source_china", "70%"),
                " of imports in 2020–23; the next source, Malaysia, ",
                figure_of("source_malaysia", "13%"), ".",
            ),
            line("Supply from partners costs more than supply from China."),
            line("No single country supplies more than half of imports."),
            line("Holds while one country supplies more than half (now ", figure_of("source_china", "70%"), ")."),
        ),
    )  # fmt: skip


def _annex() -> tuple[AnnexRow, ...]:
    """A row for every fact that the sample mentions."""
    stated = {
        "import_value": ("$170 million", "Value of imported compounds and metals, 2024"),
        "source_china": ("70%", "China’s share of imports, 2020–23"),
        "source_malaysia": ("13%", "Malaysia’s share of imports, 2020–23"),
        "source_japan": ("6%", "Japan’s share of imports, 2020–23"),
        "source_estonia": ("5%", "Estonia’s share of imports, 2020–23"),
        "stockpile": ("1,300 metric tons", "Potential acquisitions of lanthanum, FY2024"),
    }
    derived = {
        "production.change": ("8.2%", "Change of mine production, 2023 to 2024", "production"),
        "reliance.change": ("−15 points", "Change of net import reliance", "reliance"),
        "china_share.change": ("1.4 points", "Change of China’s share", "china_share"),
        "neodymium.change": ("−28.2%", "Change of the price of neodymium oxide", "neodymium"),
        "employment.change": ("26.7%", "Change of employment", "employment"),
        "world.change": ("3.7%", "Change of world mine production", "world"),
        "china.added": ("15,000 metric tons", "China’s added mine production", "china"),
        "burma.lost": ("12,000 metric tons", "Burma’s lost mine production", "burma"),
        "us_share": ("11.5%", "Share of the United States in world mining, 2024", "production"),
    }
    cells = {
        f"{name}[{year}]": (text, f"{heading}, {year}")
        for name, heading, _, texts in _SALIENT
        for year, text in zip(_YEARS, texts, strict=True)
    } | {
        "china_share[2024]": ("69%", "China’s share of world mining, 2024"),
        "china_share[2023]": ("67.8%", "China’s share of world mining, 2023"),
        "world[2024]": ("390,000 metric tons", "World mine production, 2024"),
        "world[2023]": ("376,000 metric tons", "World mine production, 2023"),
        "china[2024]": ("270,000 metric tons", "China’s mine production, 2024"),
        "china[2023]": ("255,000 metric tons", "China’s mine production, 2023"),
        "burma": ("31,000 metric tons", "Burma’s mine production, 2024"),
        "australia[2024]": ("13,000 metric tons", "Australia’s mine production, 2024"),
        "australia[2023]": ("16,000 metric tons", "Australia’s mine production, 2023"),
    }
    return (
        *(
            AnnexRow(
                fact, figure, meaning, "100 × (now − before) / before",
                ((f"{of}[2024]", f"now: {of} 2024"), (f"{of}[2023]", f"before: {of} 2023")),
                "computed", "estimated",
            )
            for fact, (figure, meaning, of) in derived.items()
        ),
        *(
            AnnexRow(
                fact, figure, meaning, f"read from the cell “{figure}”", (),
                "data/usgs/mcs2025/rare-earths-us.csv, row 6, column 3",
                "estimated" if "2024" in fact else "reported",
            )
            for fact, (figure, meaning) in cells.items()
        ),
        *(
            AnnexRow(fact, figure, meaning, "stated in the text", (), "USGS, MCS 2025, p. 144", "estimated")
            for fact, (figure, meaning) in stated.items()
        ),
    )  # fmt: skip


def us_economy() -> Document:
    """U.S. growth and jobs in a quarter: another subject, signs that can be negative, one page."""
    quarters = ("2008-Q3", "2008-Q4", "2009-Q1", "2009-Q2", "2009-Q3")

    def chart(number: int, name: str, title: str, values: tuple[float, ...], last: str) -> Figure:
        return Figure(
            id=name, number=number, title=line(title), subtitle="Percent, by quarter",
            alt=f"Line chart. {title}.", source="Federal Reserve Bank of St. Louis",
            plot=lines(values, quarters, last),
        )  # fmt: skip

    return replace(
        rare_earths(),
        id="us-economy",
        title=line(
            "U.S. economy in the third quarter of 2009: output fell ",
            figure_of("gdp.year", "3.0%"), " on the year, unemployment at ",
            figure_of("unemployment", "9.6%"),
        ),
        subtitle=line("A one-page reading of growth, prices and jobs"),
        period=parse_period("2009-Q3"),
        period_label="third quarter of 2009",
        design="one-pager",
        bottom_line=line(
            "Output has begun to grow again, ", figure_of("gdp.change", "+0.7%"),
            " on the quarter, but it stands ", figure_of("gdp.year", "3.0%"),
            " below its level of a year ago, and unemployment has reached ",
            figure_of("unemployment", "9.6%"), ".",
        ),
        key_figures=(
            KeyFigure("gdp.change", "gdp.change", "+0.7%", "", "Growth on the quarter", "up", Mention("a", "+0.9 points"), "from −0.2% in 2009-Q2"),
            KeyFigure("unemployment", "unemployment", "9.6%", "", "Unemployment rate", "up", Mention("b", "+0.4 points"), "from 9.2% in 2009-Q2"),
            KeyFigure("inflation", "inflation", "3.6%", "", "Inflation at annual rate", "up", Mention("c", "+0.2 points"), "from 3.4% in 2009-Q2"),
            KeyFigure("bill", "bill", "0.1%", "", "Three-month Treasury bill", "level", Mention("d", "about unchanged"), "from 0.2% in 2009-Q2"),
        ),
        highlights=(
            Highlight("4", line(Styled("strong", line("Growth is back.")), " Real GDP rose 0.7% on the quarter, after −0.2% in the quarter before."), ""),
            Highlight("5", line(Styled("strong", line("Jobs lag.")), " Unemployment rose from 9.2% to 9.6%, above its long-run mean of 5.9%."), ""),
        ),
        sections=(
            Section(
                "1",
                line("Output turned up while unemployment rose"),
                (
                    Paragraph(
                        line(
                            "Real GDP was $12,990 billion in the third quarter of 2009, against "
                            "13,393 a year before. Unemployment rose by 0.4 percentage points on "
                            "the quarter and by 3.6 percentage points on the year. Prices rose at "
                            "an annual rate of 3.6%; the three-month bill yielded 0.1%."
                        )
                    ),
                    chart(1, "growth", "Growth returned after −1.7% in 2009-Q1", (1, 2, 0.4, 1.5, 2.6), "+0.7%"),
                    chart(2, "unemployment", "Unemployment reached 9.6%", (6, 6.9, 8.1, 9.2, 9.6), "9.6%"),
                ),
            ),
        ),
        recommendations=(
            Recommendation(
                "keep-support", 1, line("Keep fiscal support until unemployment turns."),
                "Congress; Treasury", "next budget",
                line("Output grows 0.7% a quarter, too little to bring down an unemployment rate of 9.6%."),
                line("Public debt grows further."), line("Two quarters of falling unemployment."),
                line("Holds while unemployment > 8 and growth < 1."),
            ),
        ),
        sources=(
            SourceNote(
                "fred",
                "Federal Reserve Bank of St. Louis: U.S. macroeconomic data, 1959 to 2009.",
                "https://fred.stlouisfed.org",
                "Public domain",
                PUBLICATION,
            ),
        ),
        method=(),
        legend=(),
        day="2009-12-15",
        annex=(),
    )  # fmt: skip


def hostile() -> Document:
    """A title without end, sixty rows, markup in every text, and nothing that could be left out."""
    markup = '<script>alert("x")</script> & <b>bold</b> {{ 7 * 7 }} %}'
    unbroken = "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichen" * 4
    rows = tuple(
        TableRow(
            f"Row {number}: {markup if number % 7 == 0 else 'an ordinary measure'}", "t & kg",
            tuple(TableCell(f"{number * year:,}", "a b[<c>]", "e") for year in range(1990, 1998)),
        )
        for number in range(1, 61)
    )  # fmt: skip
    return Document(
        id="hostile",
        title=line(f"A title that goes on and on {markup} ", *(["and on and on "] * 12), unbroken),
        subtitle=line(markup),
        period=parse_period("2024-Q1"),
        period_label=markup,
        language="en",
        locale="en_US",
        words=LANGUAGE.section("page"),
        number_form=LANGUAGE.number_form,
        author=markup,
        date="</style><script>1</script>",
        keywords=(markup, '"quoted"'),
        brand=f"</style>{markup}",
        accent="#ffee00",
        page="Letter",
        design="policy-brief",
        bottom_line=line(markup, unbroken),
        key_figures=(),
        highlights=(),
        sections=(
            Section("1", line(unbroken), (Paragraph(line(unbroken, " ", markup)),)),
            Section(
                "2",
                line(markup),
                (
                    Table(
                        "long", 1, markup, tuple(str(year) for year in range(2017, 2025)), rows,
                        (markup,), markup,
                    ),
                    Paragraph(line(Link("javascript:alert(1)", line("a link")), " ", unbroken)),
                ),
            ),
            Section("3", line("An empty section"), ()),
        ),
        recommendations=(),
        sources=(SourceNote("x", markup, "https://example.org/?a=1&b=<2>", markup, PUBLICATION),),
        method=(),
        legend=(),
        annex=(AnnexRow("a b[<c>]", markup, markup, markup, (("gone", markup),), markup, markup),),
    )  # fmt: skip


BY_NAME = {"rare-earths": rare_earths, "us-economy": us_economy, "hostile": hostile}
"""What makes each sample."""
