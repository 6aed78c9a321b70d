"""Files of Stata and SPSS to rows of texts: codes as their labels, titles from the labels of variables.

pandas reads both, for SPSS with pyreadstat; where that is not installed the refusal says what to type. They are imported only
where such a file is read.
"""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.core.budgets import Budget
from briefing.core.files import replace_file
from briefing.core.memory import little_memory
from briefing.data.grid import Row
from briefing.data.typed_rows import typed_row
from briefing.data.unreadable import UnreadableFile, reading_call
from briefing.project.project_schema import DatasetConfig

if TYPE_CHECKING:
    import pandas as pd

INSTALL = 'pip install "policy-briefing[spss]"'
_NO_STATA, _NO_SPSS = "it is no file of Stata", "it is no file of SPSS"


def read_stata(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A file of Stata (.dta); row 1 is the names of the variables."""
    del config
    return _rows(_stata(content)[0])


def read_spss(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A file of SPSS (.sav, .zsav); row 1 is the names of the variables."""
    del config
    return _rows(_spss(content)[0])


def labels_of(kind: str, content: bytes) -> tuple[str, dict[str, str]]:
    """What a file says of itself: its label, and those of its variables by name."""
    return (_stata(content) if kind == "stata" else _spss(content))[1:]


def _stata(content: bytes) -> tuple[pd.DataFrame, str, dict[str, str]]:
    import io

    import pandas as pd

    with reading_call(_NO_STATA), little_memory():
        most = Budget.ROWS.most + 1
        with pd.read_stata(io.BytesIO(content), chunksize=most) as reader:
            names, label = reader.variable_labels(), reader.data_label
            Budget.COLUMNS.check(len(names))
            try:
                found = next(reader)
            except ValueError:  # labels that several codes share: the codes tell them apart
                found = pd.read_stata(io.BytesIO(content), convert_categoricals=False)
    return _within(found), label, names


def _spss(content: bytes) -> tuple[pd.DataFrame, str, dict[str, str]]:
    if importlib.util.find_spec("pyreadstat") is None:
        raise UnreadableFile(
            "it is a file of SPSS, and what reads those is not installed",
            f"{INSTALL}, or save it as .csv",
            code="missing-reader",
        )
    import pandas as pd

    # pyreadstat opens files by their names alone
    with reading_call(_NO_SPSS), little_memory(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.sav"
        replace_file(path, content)
        found = pd.read_spss(path)
    labels = {str(key): str(text or "") for key, text in _dict(found, "column_names_to_labels")}
    return _within(found), str(found.attrs.get("file_label") or ""), labels


def _dict(table: pd.DataFrame, key: str) -> list[tuple[object, object]]:
    found = table.attrs.get(key)
    return list(found.items()) if isinstance(found, dict) else []


def _within(table: pd.DataFrame) -> pd.DataFrame:
    rows, columns = table.shape
    Budget.ROWS.check(rows)
    Budget.COLUMNS.check(columns)
    Budget.CELLS.check(rows * columns)
    return table


def _rows(table: pd.DataFrame) -> Iterator[Row]:
    yield Row(1, tuple(str(one) for one in table.columns))
    columns = [_cells(table.iloc[:, at]) for at in range(table.shape[1])]
    for number, cells in enumerate(zip(*columns, strict=True), 2):
        yield typed_row(number, cells)


def _cells(column: pd.Series) -> list[object]:
    """The values of a variable, ``None`` where one is missing; single precision as its shortest decimals."""
    is_there = column.notna()
    if str(column.dtype) == "float32":
        singles = zip(column.to_numpy(), is_there, strict=True)
        return [float(str(one)) if known else None for one, known in singles]
    found = column.astype(object).where(is_there, None)
    return [one.strip() if isinstance(one, str) else one for one in found]
