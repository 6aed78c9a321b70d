"""Whether the files of an index are as a build wrote them: its JSON holds their hashes, and its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from briefing.core.workspace import Kind, Workspace

_FILES, _OWN = "files", "sha256"


def sealed(told: Mapping[str, object], files: Mapping[str, bytes]) -> bytes:
    """The JSON of an index, with the hash of each of its other files, by name, and of all that it says."""
    hashes = {name: hashlib.sha256(one).hexdigest() for name, one in files.items()}
    whole = {**told, _FILES: hashes}
    return _text({**whole, _OWN: _hash_of(whole)})


def is_edited(told: Mapping[str, object]) -> bool:
    """Whether the JSON of an index says other than a build wrote; one of an earlier version has no seal."""
    return _OWN in told and told[_OWN] != _hash_of(_unsealed(told))


def is_as_written(told: Mapping[str, object], content: bytes, folder: Workspace) -> bool:
    """Whether nobody edited or took away a file of an index, whose JSON says ``told`` in ``content``."""
    files = told.get(_FILES) if isinstance(told, dict) else None
    return (
        isinstance(files, dict)
        and not is_edited(told)
        and content == _text(told)
        and all(folder.sha256(name, Kind.OUTPUT) == digest for name, digest in files.items())
    )


def _unsealed(told: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in told.items() if key != _OWN}


def _hash_of(told: Mapping[str, object]) -> str:
    return hashlib.sha256(_text(told)).hexdigest()


def _text(told: Mapping[str, object]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
