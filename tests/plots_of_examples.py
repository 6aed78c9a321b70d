"""The plots of the shipped data, of every kind, as a build makes them."""

import pytest
from handmade import planned
from places import ROOT

from briefing.analysis.metrics.metric_graph import compute_metrics
from briefing.analysis.metrics.stated import stated_series
from briefing.core.problems import ProblemLog
from briefing.core.workspace import Workspace
from briefing.data.reading import read_datasets
from briefing.language.messages import MESSAGES as ENGLISH
from briefing.project.loading import load_project

WORLD = "ree_world.production"
PRICES = [f"ree_us.price_{metal}" for metal in ("neodymium", "dysprosium", "terbium")]
OF_2024 = {
    "us_output": {"line": "ree_us.production"},
    "reliance": {"range": "ree_us.net_import_reliance"},
    "producers": {"bar": WORLD, "top": 8, "highlight": ["United States"]},
    "growth": {
        "slope": [f"{WORLD}[{one}]" for one in ("Nigeria", "Thailand", "Australia", "Burma")]
    },
    "prices": {"multiples": PRICES},
    "price_lines": {"line": PRICES},
    "shares": {"stacked": WORLD, "last": 2},
    "output_columns": {"column": "ree_us.production"},
    "trade": {
        "line": ["ree_us.imports_compounds", "ree_us.imports_metals", "ree_us.exports_metals"]
    },
    "all_movers": {"slope": WORLD},
    "price_bars": {"bar": PRICES},
    "reliance_columns": {"column": "ree_us.net_import_reliance"},
    "mixed_panels": {
        "multiples": ["ree_us.production", "ree_us.employment", "ree_us.net_import_reliance"]
    },
}
OF_2009 = {
    "inflation": {"line": "us_macro.inflation"},
    "inflation_columns": {"column": "us_macro.inflation", "last": 16},
    "unemployment": {"line": "us_macro.unemployment", "last": 40},
    "gdp_growth": {"column": "growth", "last": 6},
    "jobs_and_bills": {"line": ["us_macro.unemployment", "us_macro.t_bill_rate"]},
}


@pytest.fixture(scope="session")
def lookup():
    log = ProblemLog()
    project = load_project(Workspace(ROOT), log)
    names = set(project.config.datasets)
    data = read_datasets(project.workspace, project.config, project.places, names, log)
    brief = project.briefs["us-economy"]
    stated = stated_series(brief.config, brief.places, log)
    metrics = compute_metrics(ENGLISH, brief.config, brief.places, data, names, stated, log)
    assert not log.problems
    measures = {
        f"{one.id}.{name}": found for one in data.values() for name, found in one.measures.items()
    }
    return {**measures, **metrics}


@pytest.fixture(scope="session")
def plots(lookup):
    of_2024, told = planned(lookup, "2024", **OF_2024)
    of_2009, also = planned(lookup, "2009-Q3", **OF_2009)
    assert told == also == []
    return {**of_2024, **of_2009}
