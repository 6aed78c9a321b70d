"""A project opened in Python: its briefs, its data sets and their series, to be built and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from briefing.app.build.finished_brief import Brief
from briefing.app.build.preparation import by_reference
from briefing.core.problems import Problem, ProblemLog, Severity
from briefing.core.series import Dataset, Panel, Series
from briefing.core.showing import a_line, counted
from briefing.data.reading import read_datasets
from briefing.project.loading import Project

BuildOne = Callable[[str, Path | None], Brief]
"""Given a brief's name and the folder for its files, if not ``output/``."""
CheckOne = Callable[[str, bool], Brief]
"""Given a brief's name, and whether to be strict."""


class OpenedProject:
    """A project as it was when it was opened; :meth:`build` and :meth:`check` read it anew.

    ``briefs`` are the names of its briefs, those of a portfolio with its name before theirs.
    """

    def __init__(self, project: Project, build: BuildOne, check: CheckOne) -> None:
        self._project, self._build, self._check = project, build, check
        self._read: dict[str, Dataset] | None = None
        self._told = ProblemLog()
        self.root: Path = project.root
        self.briefs: tuple[str, ...] = tuple(project.briefs)

    def __repr__(self) -> str:
        """One line: ``<Project rare-earths: 3 briefs, 8 data sets>``."""
        sets = counted(len(self._project.config.datasets), "data set")
        return a_line("Project", self.root.name, counted(len(self.briefs), "brief"), sets)

    def build(self, brief: str, *, output: str | Path | None = None) -> Brief:
        """Build one brief, and write it to ``output/``; see :func:`briefing.build`."""
        return self._build(brief, Path(output) if output else None)

    def check(self, brief: str, *, strict: bool = False) -> Brief:
        """Find everything that can be wrong with one brief; see :func:`briefing.check`."""
        return self._check(brief, strict)

    @property
    def datasets(self) -> Mapping[str, Dataset]:
        """The data sets that all briefs share, by name, read when they are first asked for.

        Raises :class:`~briefing.core.problems.UnusableInput` where one cannot be read.
        """
        if self._read is None:
            project, log = self._project, ProblemLog()
            config, places = project.config, project.places
            found = read_datasets(project.workspace, config, places, config.datasets, log)
            log.raise_if_any()
            self._read, self._told = found, log
        return self._read

    @property
    def series(self) -> Mapping[str, Series | Panel]:
        """The series and panels of these data sets as references name them: ``ree_us.production``."""
        return by_reference(self.datasets, {})

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was noticed in the YAML and, once they are read, in the data sets."""
        return (*self._project.told, *self._told.of(Severity.WARNING))
