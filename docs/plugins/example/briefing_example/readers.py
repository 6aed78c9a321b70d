"""A reader: tables whose columns are parted by two blanks or more, as old systems print them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.data.grid import Row
from briefing.data.unreadable import UnreadableFile
from briefing.project.project_schema import DatasetConfig

_GAP = re.compile(r"  +|\t")


def read_spaced(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """Columns parted by two blanks or more."""
    try:
        text = content.decode(config.encoding or "utf-8")
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableFile(f"it is no text: {error}", code="not-utf8") from None
    for number, line in enumerate(text.splitlines(), 1):
        yield Row(number, tuple(_GAP.split(line.strip())))
