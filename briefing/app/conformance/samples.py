"""A made-up project on which plug-ins are tried: gaps, withheld cells, ties, zero, a loss, an estimate."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefing.app.build.pipeline import Brief, check_all
from briefing.app.notebook.calls import open as opened
from briefing.core.files import write_tree
from briefing.core.period_notation import parse_period
from briefing.core.series import Panel, Series

_PROJECT = """\
sources: {made_up: {title: Sample of clinics, publisher: Nobody, licence: CC0, published: 2025-01-31}}
datasets:
  clinics:
    source: made_up
    path: data/clinics.csv
    period: {column: year, estimated: [2024]}
    dimension: {column: region, title: Region, total: All}
    series:
      patients: {column: patients, title: Patients, unit: people}
      balance: {column: balance, title: Balance, unit: thousand EUR, range: [null, null]}
  town:
    source: made_up
    path: data/town.csv
    period: {column: year}
    series:
      rate: {column: rate, title: Vacancy rate, unit: percent}
"""
_BRIEF = """\
title: "Clinics in {{ period }}"
period: 2024
language: LANGUAGE
design: DESIGN
bottom_line: "Clinics of all regions had {{ patients }} in {{ period }}."
metrics:
  patients: {total: clinics.patients}
  north: {value: "clinics.patients[North]"}
  rate: {value: town.rate}
key_figures: [patients, rate]
sections:
  - {title: "Patients by region", text: "The North had {{ north }}.", chart: regions}
charts: {regions: {bar: clinics.patients, title: "Patients by region"}}
recommendations:
  - {id: rooms, when: patients > 100, do: Open a clinic, who: Regions, because: "There were {{ patients }}."}
"""
_CLINICS = """\
region,year,patients,balance
North,2022,120,5
North,2023,95,-3
North,2024,131,0
South,2022,80,2
South,2023,95,2
South,2024,90,
West,2022,W,-1
West,2023,40,-4
West,2024,40,-9
East,2022,W,1
East,2023,0,1
East,2024,0,1
All,2022,240,7
All,2023,230,-4
All,2024,261,
"""
_TOWN = "year,rate\n2020,>95\n2021,60\n2022,\n2023,50\n2024,40\n"
PERIOD = parse_period("2024")
"""The period that is asked for; the samples begin two to four years before."""


@dataclass(frozen=True, slots=True)
class Samples:
    """What plug-ins are tried on."""

    series: Mapping[str, Series | Panel]
    """By reference: two panels, one with money below zero, and a rate with a bound and a hole."""
    brief: Brief
    """A brief on them, with a chart, key figures and advice."""


@contextmanager
def samples(language: str = "en", design: str = "policy-brief") -> Iterator[Samples]:
    """The project read and its brief checked; its files are there meanwhile."""
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        brief = _BRIEF.replace("LANGUAGE", language).replace("DESIGN", design)
        files = {
            "config/project.yaml": _PROJECT,
            "config/clinics-brief.yaml": brief,
            "data/clinics.csv": _CLINICS,
            "data/town.csv": _TOWN,
        }
        write_tree(Path(folder), {path: text.encode() for path, text in files.items()})
        (made,) = check_all(project=folder)
        yield Samples(opened(folder).series, made)
