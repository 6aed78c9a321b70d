"""What readers and writers of files must keep."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from briefing.app.conformance.kept import NotKept, require
from briefing.app.conformance.samples import samples
from briefing.core.own_folder import is_own_name
from briefing.data.grid import Row
from briefing.data.unreadable import UnreadableFile
from briefing.project.project_schema import DatasetConfig

_SEED = 20_250_131
_TEXTS = (
    b"",
    b"\n\n\n",
    b"year,value\n2023,1\n2024,>95\n",
    "Jahr;Wert\n2024;„–“\n".encode(),
    b"\xff\xfe\x00a\x00,",
    b'"never closed\n1,2\n',
    b"PK\x03\x04" + bytes(40),
)


def reader(name: str, function: Callable[..., object], arguments: Mapping[str, object]) -> None:
    """It gives rows of texts with rising numbers, or says that a file is none, whatever the bytes are."""
    del arguments
    config = DatasetConfig.model_construct(source="s", path="data/x", format=name)
    noise = random.Random(_SEED)  # noqa: S311  (bytes to try, no secret)
    for content in (*_TEXTS, *(noise.randbytes(size) for size in (1, 40, 4000))):
        rows = _rows(name, function, content, config)
        require(rows == _rows(name, function, content, config), f"'{name}' reads a file otherwise")
        numbers = [one.number for one in rows]
        is_rising = numbers == sorted(set(numbers)) and all(one >= 1 for one in numbers)
        require(is_rising, f"'{name}' numbers rows {numbers[:5]}: from 1 on, each once")
        texts = all(isinstance(cell, str) for one in rows for cell in one.cells)
        require(texts, f"'{name}' gives cells that are no texts as printed")


def _rows(
    name: str, function: Callable[..., object], content: bytes, config: DatasetConfig
) -> list[Row]:
    found: list[Row] = []
    try:
        answer = function(content, config)
        require(isinstance(answer, Iterator), f"'{name}' yields no rows")
        assert isinstance(answer, Iterator)
        found.extend(answer)
    except UnreadableFile:
        return found
    except NotKept:
        raise
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        raise NotKept(
            f"'{name}' fails on {content[:20]!r} ({told}): raise UnreadableFile"
        ) from error
    return found


def writer(name: str, function: Callable[..., object], arguments: Mapping[str, object]) -> None:
    """It gives the bytes of files with names of their own, the same each time."""
    del arguments, name
    with samples() as made:
        setting = made.brief.setting.known
        assert setting is not None
        setting = replace(setting, ledger=made.brief.ledger)
        found = function(made.brief.document, setting)
        require(isinstance(found, dict) and bool(found), "a writer returns its files, by ending")
        assert isinstance(found, dict)
        require(
            found == function(made.brief.document, setting), "the same brief is written otherwise"
        )
        for ending, content in found.items():
            require(isinstance(content, bytes), f"'{ending}' is no bytes")
            is_own = isinstance(ending, str) and is_own_name(f"brief.{ending}")
            require(is_own, f"'{ending}' is no ending of a file")
            taken = {"html", "pdf", "facts.json", "prov.json", "md", "xlsx", "datapackage.zip"}
            require(ending not in taken, f"'{ending}' is written already")
