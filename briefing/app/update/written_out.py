"""A data set that is declared in a line, written out with all its keys: an edition differs from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.app.one_line_sets import completed_set, is_incomplete, load_project
from briefing.core.problems import ProblemLog
from briefing.core.workspace import Kind
from briefing.project.editions import with_paths
from briefing.project.loading import Project
from briefing.project.locating import SHARED
from briefing.project.yaml import block_at, read_yaml
from briefing.project.yaml_editing import Edit, Put, edited

_CONFIG = f"config/{SHARED}"
_TOLD_OF_IT = ("title", "publisher", "published", "doi", "url", "licence")


def written_out(project: Project, name: str) -> Project:
    """The project as if one data set were declared in full; as it is where that is so already.

    What is recognised of its file stands in the YAML then, and the rest as it was written. Nothing
    is written. Raises :class:`~briefing.core.problems.UnusableInput` where the YAML cannot be edited.
    """
    log = ProblemLog()
    text = project.workspace.read(_CONFIG, Kind.CONFIG).content
    read = read_yaml(text, _CONFIG, log)
    raw = block_at(with_paths(read[0])) if read else {}
    if read is None or not is_incomplete(block_at(raw, "datasets").get(name)):
        return project
    whole, source = completed_set(project.workspace, raw, read[1], name, log)
    log.raise_if_any()
    if not source.get("published"):
        log.add(
            read[1].of("datasets", name),
            f"the file of '{name}' does not tell when it was published, and editions stand in the "
            "order of their days",
            f"say it: sources: {{{whole.get('source', name)}: {{published: 2025-01-31}}}}",
            code="undated-source",
        )
    log.raise_if_any()
    edits = _edits(block_at(read[0]), name, whole, source)
    changed = edited(text.decode("utf-8-sig"), edits, _CONFIG).encode()
    found = load_project(project.workspace.as_if(_CONFIG, changed), log)
    log.raise_if_any()
    assert found is not None
    return found


def _edits(
    raw: Mapping[str, object],
    name: str,
    whole: Mapping[str, object],
    source: Mapping[str, object],
) -> Iterator[Edit]:
    """The keys that are not written yet, of the data set and of its source."""
    key = str(whole["source"])
    declared = block_at(raw, "sources") if raw.get("sources") else {}
    said = {each: source[each] for each in _TOLD_OF_IT if each in source}
    if not declared:
        yield Put(("sources",), {key: said}, before="datasets")
    elif not declared.get(key):
        yield Put(("sources", key), said)
    else:
        known = block_at(declared, key)
        yield from (Put(("sources", key, one), said[one]) for one in said if one not in known)
    written = block_at(raw, "datasets")[name]
    if isinstance(written, str):
        yield Put(("datasets", name), whole)
        return
    for one, value in whole.items():
        if block_at(raw, "datasets", name).get(one) != value:
            yield Put(("datasets", name, one), value)
