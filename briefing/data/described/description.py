"""What metadata beside a file say of it, whichever standard they follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Block = Mapping[str, object]
MISSING = "O"
"""The status of a text that stands for no value."""


@dataclass(frozen=True, slots=True)
class FieldSaid:
    """What is said of one column."""

    header: str
    """What stands above it in the file."""
    title: str = ""
    unit: str = ""
    """As it is written there; empty where nothing is said."""
    definition: str = ""
    limits: tuple[object, object] = (None, None)
    """Least and greatest value that can be."""
    is_text: bool = False
    is_period: bool = False
    tokens: Mapping[str, Block] = field(default_factory=dict)
    """Texts of this column alone that stand for no value."""


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a file."""

    path: str
    """The file of the metadata, within the project."""
    file: str
    """The file that they describe, within the project."""
    keys: Block
    """Keys of a data set: ``encoding``, ``delimiter``, ``header``, ``decimal``, ``tokens``."""
    fields: tuple[FieldSaid, ...]
    source: Mapping[str, str]
    """Keys of its source: ``title``, ``publisher``, ``licence``, ..."""
    sha256: str = ""
    """Hash of the file, where it is said."""
    size: int | None = None
    """Its bytes, where they are said."""


def tokens_of(texts: object) -> dict[str, Block]:
    """Texts that stand for no value; each may be a block with a label, which a reader then sees."""
    found: dict[str, Block] = {}
    for one in texts if isinstance(texts, list) else [texts]:
        block = one if isinstance(one, Mapping) else {"value": one}
        text, label = str(block.get("value") or "").strip(), str(block.get("label") or "")
        if text:
            found[text] = {"status": MISSING, **({"means": label} if label else {})}
    return found


def text_of(value: object) -> str:
    """A text, the first of a list, or that of a block of languages, English first; else nothing."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Sequence) and value:
        return text_of(value[0])
    if isinstance(value, Mapping):
        for key in ("en", "@value", "name", "title", *value):
            if key in value and (found := text_of(value[key])):
                return found
    return ""


def joined(folder: str, path: str) -> str:
    """A path beside the metadata as the project names it; empty where it is none or leads out."""
    plain = path.replace("\\", "/").removeprefix("./")
    if not plain or plain.startswith("/") or ":" in plain or ".." in plain.split("/"):
        return ""
    return f"{folder}/{plain}" if folder else plain
