"""Members that an edition calls otherwise: its names go into briefs and the editions before.

That a row is the same member is found by its values; ``Turkey`` is then ``Türkiye`` everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefing.app.update.shape_changes import Finding
from briefing.core.workspace import Kind, Workspace
from briefing.data.grid import tidy
from briefing.data.recognition.headers import plain_name
from briefing.data.recognition.member_names import Renamed
from briefing.data.recognition.placement import Raw, plain
from briefing.project.loading import Project
from briefing.project.references import datasets_used
from briefing.project.yaml import block_at

_KEYS = "of|member|members|emphasis|emphasise|highlight|less|without|only"
"""Keys of briefs whose values may be members."""


def new_names(
    before: Mapping[str, object], wanted: Raw, given: Mapping[str, str]
) -> dict[str, str]:
    """Members under a new name, with their name before; those that the user named are no news.

    Marks of footnotes make no other name. A total, group or remainder that the config declares keeps
    its name there, and so here.
    """
    known, now = _renames(before), _renames(wanted)
    block = before.get("dimension")
    declared = {tidy(str(before.get("total") or ""))}
    if isinstance(block, Mapping):
        for key in ("total", "rest", "groups", "members"):
            value = block.get(key) or ()
            declared |= {tidy(str(one)) for one in ([value] if isinstance(value, str) else value)}
    return {
        new: old
        for new, old in now.items()
        if new not in known
        and new not in {tidy(one) for one in given}
        and old not in declared
        and plain_name(new) != plain_name(old)
    }


def without_renames(wanted: Raw, names: Mapping[str, str]) -> Raw:
    """The declaration of the new edition, in which the members have their new names."""
    block = wanted.get("dimension")
    if not names or not isinstance(block, dict):
        return wanted
    kept = {new: old for new, old in _renames(wanted).items() if new not in names}
    rest = {key: value for key, value in block.items() if key != "rename"}
    dimension = {**rest, **({"rename": kept} if kept else {})}
    return {**wanted, "dimension": dimension}


def renamed_before(before: Mapping[str, object], names: Mapping[str, str]) -> Raw:
    """What an earlier edition must say so that its members have the new names; empty for none.

    A name that it gave itself leads on to the new one: ``Turkey`` that became ``Türkiye`` is what that
    is now.
    """
    if not names or not before.get("dimension"):
        return {}
    block = plain(before.get("dimension"))
    own = dict(block) if isinstance(block, dict) else {"column": block}
    back = {old: new for new, old in names.items()}
    given = _renames(before)
    known = {found: back.get(name, name) for found, name in given.items()}
    printed = {old: new for old, new in back.items() if old not in given.values()}
    return {"dimension": {**own, "rename": {**known, **printed}}}


def briefs_with_names(
    project: Project, dataset: str, names: Mapping[str, str], changes: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The briefs that name one of the members, with its new name; ``changes`` are edits before."""
    found = {}
    for brief in project.briefs.values():
        if not names or dataset not in datasets_used(project, brief.config):
            continue
        content = changes.get(brief.path) or _read(project.workspace, brief.path)
        text = content.decode("utf-8")
        for new, old in names.items():
            text = _replaced(text, dataset, old, new)
        if text.encode() != content:
            found[brief.path] = text.encode()
    return found


def told(names: Mapping[str, str], renamed: Iterable[Renamed]) -> Iterator[Finding]:
    """What is said of the new names: how many values are alike, or that the name alone tells."""
    counts = {one.new: (one.equal, one.shared) for one in renamed}
    for new, old in names.items():
        equal, shared = counts.get(new, (0, 0))
        why = f"{equal} of {shared} values alike" if shared else "as the words of its name tell"
        words = f"'{old}' is now '{new}', {why}; briefs and the editions before take the new name"
        yield Finding("member", words, is_doubt=True)


def _replaced(text: str, dataset: str, old: str, new: str) -> str:
    """A text of YAML with the new name in references and in keys that hold members."""
    name = re.escape(old)
    text = re.sub(rf"(\b{re.escape(dataset)}\.\w+\[\s*){name}(\s*\])", rf"\g<1>{new}\g<2>", text)
    return re.sub(
        rf"(\b(?:{_KEYS}):\s*\[?(?:[^\]\n]*,\s*)?[\"']?){name}([\"']?\s*(?=[,\]}}\n#]|$))",
        rf"\g<1>{new}\g<2>",
        text,
    )


def _renames(declared: Mapping[str, object]) -> dict[str, str]:
    block = declared.get("dimension")
    if not isinstance(block, Mapping) or not block.get("rename"):
        return {}
    return {tidy(str(new)): tidy(str(old)) for new, old in block_at(block, "rename").items()}


def _read(workspace: Workspace, path: str) -> bytes:
    return workspace.read(path, Kind.CONFIG).content
