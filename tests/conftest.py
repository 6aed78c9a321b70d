"""What tests share: the project itself, the raw data beside it, and small projects on the fly."""

from __future__ import annotations

import functools
import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from audits import audit_here
from browser import Browser, program
from filelock import FileLock
from hypothesis import settings
from places import RAW, ROOT, small_project
from shared_pages import SharedPages

import briefing
from briefing.app.audit import confinement
from briefing.app.explanations.catalogue import explanations
from briefing.app.review import evidence
from briefing.app.review.evidence import Evidence
from briefing.core.budgets import allow
from briefing.core.problems import Problem


def pytest_sessionstart() -> None:
    """A session begins with no answers of an earlier one in its process: mutmut runs many in one."""
    loaded = [module for name, module in sys.modules.items() if name.startswith("briefing.")]
    for one in {one for module in loaded for one in vars(module).values() if _remembers(one)}:
        one.cache_clear()


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not look at it again, and looks less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED)


_COLLECTED = (100_000, 20, 20)
"""After how many new objects, and how many collections of the younger, garbage is collected."""


def _remembers(one: object) -> bool:
    """Whether it keeps answers, and not one thing that is made once."""
    return isinstance(one, functools._lru_cache_wrapper) and one.cache_parameters()["maxsize"]


settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.register_profile("search", deadline=None, print_blob=True)
settings.register_profile("mutants", settings.get_profile("steady"))
settings.load_profile("steady")


_pages = SharedPages()
_pages.share()
_read: dict[tuple[bytes, bool], bytes] = {}
_read_pdf = evidence._from_pdf


def _read_once(file: Path, content: bytes, *, with_pages: bool) -> Evidence:
    """What a PDF carries, worked out once for the same bytes: many audits are of one file."""
    key = (hashlib.sha256(content).digest(), with_pages)
    if key not in _read:
        _read[key] = pickle.dumps(_read_pdf(file, content, with_pages=with_pages))
    return replace(pickle.loads(_read[key]), path=str(file))


evidence._from_pdf = _read_once


@pytest.fixture
def each_page_anew() -> Iterator[None]:
    """No page is taken from a test before."""
    _pages.rest = True
    yield
    _pages.rest = False


@pytest.fixture(autouse=True)
def audits_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands audit in this process, but where a test asks for ``audits_apart``."""
    if "audits_apart" not in request.fixturenames:
        monkeypatch.setattr(confinement, "audit_apart", audit_here)


@pytest.fixture
def audits_apart() -> None:
    """Commands audit in a process of its own, as they do for everybody else."""


@pytest.fixture
def raw() -> Path:
    if not RAW.is_dir():
        pytest.skip("the raw USGS files are not beside this checkout (../shared/data/usgs)")
    return RAW


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, briefing.Brief]:
    """The shipped briefs, built once, whatever the number of processes that share the tests."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    kept = folder / "examples.pickle"
    with FileLock(folder / "examples.lock"):
        if not kept.is_file():
            built = briefing.build_all(project=ROOT, output=folder / "examples")
            kept.write_bytes(pickle.dumps({brief.id: brief for brief in built}))
    return pickle.loads(kept.read_bytes())


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The browser of this machine, started once; each test opens pages of its own."""
    found = program()
    if not found:
        pytest.skip("Chromium, in which pages are looked at, is not installed")
    one = Browser(found, tmp_path_factory.mktemp("profile"))
    yield one
    one.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project of its own: three years, three countries, one brief."""
    return small_project(tmp_path)


_made: set[str] = set()
_make = Problem.__init__


def _noting(self: Problem, *args: object, **named: object) -> None:
    _make(self, *args, **named)
    _made.add(self.code)


Problem.__init__ = _noting


def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Fails a test during which the program made a message that ``briefing explain`` does not know."""
    unexplained = _made - explanations().keys()
    _made.clear()
    assert not unexplained, f"{item.name}: nothing explains {unexplained}"


@pytest.fixture(autouse=True)
def usual_budgets() -> Iterator[None]:
    """What one test allows itself does not go for the next."""
    yield
    allow("")
