"""With a locale each number on the pages is in that locale's form and in no other.

The brief in American form is the yardstick: its numbers, put in the form of the locale, are those
that the pages of the locale print, in their order.
"""

import io
import re
import shutil
from fractions import Fraction
from pathlib import Path

import pypdf
import pytest
from places import ROOT

from briefing.app.build.pipeline import open_project
from briefing.app.build.preparation import prepare
from briefing.core.problems import ProblemLog
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.language.locale_data import number_form_of
from briefing.writers.html.page import write_html
from briefing.writers.markdown.markdown import write_markdown
from briefing.writers.pdf.pdf import write_pdf

LOCALES = ("en_US", "de_DE", "fr_FR", "en_GB", "en_IN")
BRIEFS = ("us-economy", "us-rare-earths", "schools")
SCHOOLS = """\
locale: LOCALE
sources:
  s: {title: Schools, publisher: Office, licence: OGL, published: 2025-06-30}
datasets:
  d:
    source: s
    path: data/schools.csv
    period: {column: year}
    series:
      budget: {column: budget, title: Budget, unit: million EUR}
      pupil: {column: pupil, title: Spending per pupil, unit: USD}
      balance: {column: balance, title: Balance, unit: EUR}
      pupils: {column: pupils, title: Pupils, unit: person}
      funded: {column: funded, title: State share, unit: percent}
      passed: {column: passed, title: Pass rate, unit: percent}
"""
BRIEF = """\
title: Schools cost {{ budget }}
period: 2024
metrics:
  budget: {value: d.budget}
  pupil: {value: d.pupil, digits: 2}
  balance: {value: d.balance}
  pupils: {value: d.pupils}
  funded: {value: d.funded}
  passed: {value: d.passed}
  growth: {growth_rate: d.pupils, since: 2020}
key_figures: [budget, pupil, balance, funded, passed]
bottom_line: "{{ pupils }} pupils; {{ balance }} ({{ balance.difference.signed }}); {{ growth }}."
sections:
  - title: Shares
    text: >-
      The state pays {{ funded }} (was {{ funded.before }}), {{ passed }} pass,
      {{ pupils.change.signed }}; {{ pupil.number }} each.
    charts: [lines, columns]
    table: all
charts:
  lines: {line: d.budget, title: Budgets}
  columns: {column: d.balance, title: Balances}
tables:
  all: {title: All, rows: [d.budget, d.pupil, d.balance, d.pupils, d.funded, d.passed], periods: 5}
recommendations:
  - id: save
    do: Save.
    who: Ministry
    by: next spring
    because: The balance is {{ balance }}.
    when: pupils > 1000000
"""
DATA = """\
year,budget,pupil,balance,pupils,funded,passed
2020,123456.5,1234.56,2500000,1111111,91.5,80
2021,124456.5,1244.10,-1250000,1115111,92.25,81.5
2022,125000.5,1250.95,-1500000.5,1121111,93.5,82
2023,126456.5,1294.00,-1750000,1191111,>95,83
2024,131456.75,1301.07,-12345678,1234567,60–70,84.5
"""
_TOKEN = r"[−-]?\d[\d.,'’\u00a0\u202f]*\d|[−-]?\d"
_AMERICAN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+")
_QUOTED = re.compile(r"“[^”]*”|<https?[^>]*>|\]\([^)]*\)|data/\S+")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("locales")
    for name in ("config", "data"):
        shutil.copytree(ROOT / name, root / "examples" / name)
        (root / "schools" / name).mkdir(parents=True)
    (root / "schools/config/schools.yaml").write_text(BRIEF, encoding="utf-8")
    (root / "schools/data/schools.csv").write_text(DATA, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def document_of(folder):
    made = {}

    def prepared(brief, locale):
        if (brief, locale) not in made:
            root = folder / ("schools" if brief == "schools" else "examples")
            path = root / "config/project.yaml"
            text = SCHOOLS if brief == "schools" else (ROOT / "config/project.yaml").read_text()
            text = re.sub(r"(?m)^locale:.*\n", "", text)
            path.write_text(f"{text}\nlocale: {locale}\n", encoding="utf-8")
            project, log = open_project(root, [brief]), ProblemLog()
            found = prepare(project, project.briefs[brief], log)
            assert found, list(map(str, log))
            made[brief, locale] = found.document
        return made[brief, locale]

    return prepared


def numbers(text: str) -> list[str]:
    """Every number of a text with its separators; what is quoted as it was read is left out."""
    return [one.lstrip("-−") for one in re.findall(_TOKEN, _QUOTED.sub(" ", text))]


def in_form(token: str, locale: str) -> str:
    """An American number in the form of the locale; whole ones without groups are as they are."""
    if not _AMERICAN.fullmatch(token):
        return token
    digits = len(token.partition(".")[2])
    return number_form_of(locale).format(Fraction(token.replace(",", "")), digits)


@pytest.mark.parametrize("locale", LOCALES[1:])
@pytest.mark.parametrize("brief", BRIEFS)
def test_each_number_of_the_markdown_is_in_the_form_of_the_locale(document_of, brief, locale):
    american = numbers(write_markdown(document_of(brief, "en_US")))
    own = numbers(write_markdown(document_of(brief, locale)))
    expected = [in_form(one, locale) for one in american]
    assert sum(one != other for one, other in zip(american, expected, strict=True)) > 5 or (
        locale in {"en_GB", "en_IN"}
    )
    # Dates may have another order: day and year stand as they are in both.
    assert sorted(own) == sorted(expected)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("brief", ["us-economy", "schools"])
def test_each_number_of_the_pdf_is_in_the_form_of_the_locale(document_of, brief, locale):
    document = document_of(brief, locale)
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=True)
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(page, document)))
    text = " ".join(" ".join(one.extract_text().split("\n")) for one in reader.pages)
    form = number_form_of(locale)
    groups = (
        r"\d{1,2}(?:,\d\d)*,\d{3}"
        if locale == "en_IN"
        else rf"\d{{1,3}}(?:{re.escape(form.group)}\d{{3}})+"
    )
    one = re.compile(rf"(?:{groups}|\d+)(?:{re.escape(form.decimal)}\d+)?")
    strange = [
        token
        for token in re.findall(r"\d+(?:[.,'’\u202f]\d+)+", _QUOTED.sub(" ", text))
        if not one.fullmatch(token)
    ]
    assert not strange
    long = set(re.findall(r"(?<![\d.,\u202f])\d{5,}", _QUOTED.sub(" ", text)))
    assert not long, "not grouped"


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en_US", ["€131.45675~billion", "−€12,345,678", "84.5%", "between 60% and 70%",
                   "more than 95%", "(−€10,595,678.0)", "1,301.07 each", "$1,301.07", "+3.6%"]),
        ("en_GB", ["€131.45675~billion", "US$1,301.07", "84.5%", "30 June 2025"]),
        ("en_IN", ["−€1,23,45,678", "84.5%", "12,34,567 people"]),
        ("de_DE", ["131,45675~billion~€", "−12.345.678,0~€", "84,5~%", "between 60~% and 70~%",
                   "more than 95~%", "1.301,07 each", "+3,6~%"]),
        ("fr_FR", ["131,45675~billion~€", "−12\u202f345\u202f678,0~€", "84,5~%",
                   "more than 95~%", "1\u202f301,07 each"]),
    ],
)  # fmt: skip
def test_money_percents_negatives_and_ranges_of_schools(document_of, locale, said):
    text = write_markdown(document_of("schools", locale)).replace("\u00a0", "~")
    assert [one for one in said if one not in text.replace("\\", "")] == []


def test_the_axis_of_a_chart_has_the_form_of_the_locale_too(document_of):
    from briefing.writers.drawing.painter import Painter
    from briefing.writers.house.house import shipped_house

    pictures = Painter(shipped_house().style)
    (first, *_) = document_of("schools", "de_DE").figures()
    texts = pictures.of(first.id, first.plot).texts
    assert any(re.fullmatch(r"\d{3}\.\d{3}", one) for one in texts), texts
    assert not any("," in one and not re.search(r",\d{1,2}\b", one) for one in texts)


def test_an_unknown_locale_is_told_with_its_line(folder):
    root = folder / "schools"
    (root / "config/project.yaml").write_text(SCHOOLS.replace("LOCALE", "xx_YY"), encoding="utf-8")
    project, log = open_project(root, ["schools"]), ProblemLog()
    assert prepare(project, project.briefs["schools"], log) is None
    (problem,) = log
    assert str(problem).startswith("config/project.yaml:1:")
    assert "unknown locale 'xx_YY'" in str(problem)
    assert problem.code == "unknown-locale"
