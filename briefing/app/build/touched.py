"""Which briefs a change touches: the project as it is against the same folder at a commit of git.

Only what a brief reads counts: cells, its part of shared YAML, templates. Nothing of the commit is run, and
git itself runs no program that the repository names.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

from briefing.app.build.fingerprint import template_files
from briefing.app.build.narrowing import declared_parts
from briefing.app.one_line_sets import load_project
from briefing.core.problems import Place, Problem, ProblemLog, UnusableInput
from briefing.core.workspace import Workspace
from briefing.data.digest import digests_now
from briefing.project.compared_figures import compared, sets_across
from briefing.project.loading import LoadedBrief, Project
from briefing.project.locating import SHARED
from briefing.project.project_schema import DatasetConfig
from briefing.project.references import datasets_used

_PLAIN = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "diff.external=")


def touched(workspace: Workspace, names: Sequence[str], ref: str) -> list[str]:
    """Those of the named briefs that are made of something else than at the commit ``ref``.

    That is the last commit that ``ref`` and the current one have in common, so that a branch is held
    against where it began. What is not committed counts. Raises
    :class:`~briefing.core.problems.UnusableInput` where git knows no such commit.
    """
    commit = _commit(workspace.root, ref)
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        _export(workspace.root, commit, Path(folder))
        before = Workspace(Path(folder))
        now = load_project(workspace, ProblemLog(), names)
        then = load_project(before, ProblemLog(), names) if before.has(f"config/{SHARED}") else None
        if now is None or then is None:
            return list(names)
        return [name for name in names if not _is_same(now, then, name)]


def _is_same(now: Project, then: Project, name: str) -> bool:
    """Whether a brief is made of the same; one that cannot be read now or then is not."""
    if name not in now.briefs or name not in then.briefs:
        return False
    return _made_of(now, now.briefs[name]) == _made_of(then, then.briefs[name])


def _made_of(project: Project, brief: LoadedBrief) -> dict[str, str]:
    """Hashes of all that a brief is made of, by what it is."""
    seen = project.of(brief)
    sets = {name: seen.config.datasets[name] for name in sorted(datasets_used(seen, brief.config))}
    across: dict[str, DatasetConfig] = {}
    if compared(brief.config):
        across = sets_across(project, brief)
    sources = {one.source for one in sets.values()}
    hash_of = project.workspace.sha256
    files = [
        *template_files(project.workspace, brief.config.design),
        *seen.config.brand.files().values(),
    ]
    return {
        **declared_parts(seen, brief, [*sets, *across], sorted(sources)),
        **({} if brief.is_of_portfolio else {brief.path: brief.sha256}),
        **brief.beside,
        **{path: hash_of(path) for path in files},
        **{
            f"cells of {name}": told
            for name, told in digests_now(project.workspace, sets | across).items()
        },
    }


def _commit(folder: Path, ref: str) -> str:
    if ref.startswith("-"):
        raise _no_commit(ref, "a commit does not begin with '-'")
    head = _git(folder, ref, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    shared = _git(folder, ref, "merge-base", head.decode().strip(), "HEAD")
    return shared.decode().strip()


def _export(folder: Path, commit: str, target: Path) -> None:
    """Write the project's folder as it was at a commit, without what builds left, to ``target``."""
    packed = _git(folder, commit, "archive", "--format=tar", commit, "--", ".", ":(exclude)output")
    with tarfile.TarFile(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(target, filter="data")


def _git(folder: Path, ref: str, *arguments: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise _no_commit(ref, "git is not installed")
    done = subprocess.run(  # noqa: S603  (git with fixed words; the commit cannot be an option)
        [program, *_PLAIN, *arguments], cwd=folder, capture_output=True, check=False
    )
    if done.returncode:
        why = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise _no_commit(ref, why or f"git knows no commit '{ref}'")
    return done.stdout


def _no_commit(ref: str, why: str) -> UnusableInput:
    advice = "name a commit, branch or tag: --changed=main; a clone of CI must reach back to it"
    message = f"what changed since '{ref}' cannot be told: {why}"
    return UnusableInput([Problem(Place("--changed"), message, advice, code="no-commit")])
