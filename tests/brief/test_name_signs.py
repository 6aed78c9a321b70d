"""Names from data and declarations have a typesetter's signs wherever a brief prints them; identifiers do not."""

from pathlib import Path

from small_projects import tried

from briefing.core.document import Document, Figure
from briefing.core.text_nodes import plain

PROJECT = (
    'brand: {{name: "Children\'s Office"{more}}}\n'
    'sources: {{s: {{title: \'The "Every School" yearbook\', publisher: "Inspector\'s Office", licence: CC0, '
    'url: "https://example.org/it\'s"}}}}\n'
    'datasets: {{d: {{source: s, path: data/d.csv, period: {{column: Year}}, dimension: {{column: Town, title: "Town\'s name"}}, '
    'series: {{b: {{column: "Pupils\' own", unit: people, title: "Pupils\' numbers"}}}}}}}}\n'
)
BRIEF = (
    'title: T\nperiod: 2024\nmetrics: {k: {value: "d.b[King\'s Lynn]"}}\nkey_figures: [k]\n'
    'charts: {c: {bar: d.b, title: "{{ k.title }} were {{ k }}"}}\n'
    'sections: [{title: A, text: "At {{ k }} in King\'s Lynn.", chart: c}]\n'
)
ROWS = 'Year,Town,Pupils\' own\n2024,King\'s Lynn,12\n2024,"The ""Old"" Town",9\n2024,Ayr,7\n'


def made(folder: Path, more: str = "") -> Document:
    return tried(folder, ROWS, PROJECT.format(more=more), BRIEF, sources="").made


def words(document: Document) -> str:
    (figure,) = document.figures()
    assert isinstance(figure, Figure)
    key = document.key_figures[0]
    return " | ".join(
        [
            document.brand,
            key.label,
            plain(figure.title),
            figure.subtitle,
            figure.alt,
            figure.source,
            *(track.title for track in figure.plot.tracks),
            *(f"{row.about} {row.group} {row.meaning}" for row in document.annex),
            *(source.text for source in document.sources),
        ]
    )


def test_names_of_measures_members_sources_and_houses_are_set(tmp_path: Path):
    document = made(tmp_path)
    told = words(document)
    for name in (
        "Children’s Office",
        "Pupils’ numbers",
        "King’s Lynn",
        "The “Old” Town",
        "The “Every School” yearbook",
        "Inspector’s Office",
    ):
        assert name in told
    assert '"' not in told
    assert told.replace("Pupils' own", "").count("'") == 0


def test_facts_addresses_and_columns_keep_theirs(tmp_path: Path):
    document = made(tmp_path)
    assert document.sources[0].url == "https://example.org/it's"
    assert any("Pupils' own" in row.about for row in document.annex)
    assert {fact.member for fact in document.known.values()} >= {"King's Lynn", 'The "Old" Town'}
    assert all(row.fact in document.known for row in document.annex)


def test_a_house_that_prints_signs_as_typed_has_its_names_so(tmp_path: Path):
    told = words(made(tmp_path, ", typography: {signs: typed}"))
    assert "King's Lynn" in told
    assert "’" not in told.replace("’s share", "")
