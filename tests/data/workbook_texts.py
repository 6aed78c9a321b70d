"""Workbooks made of the XML of one sheet, and a sheet's rows as openpyxl reads them."""

from __future__ import annotations

import io
import warnings
import zipfile
from unittest.mock import patch

from briefing.data import workbooks
from briefing.data.excel import plain_sheet
from briefing.data.grid import Row
from briefing.data.workbook_size import without_blank_ends
from briefing.project.project_schema import DatasetConfig

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    + "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>'
        for name, kind in [
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("sharedStrings", "sharedStrings"),
            ("styles", "styles"),
        ]
    )
    + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="DAYS"/>'
    '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{path}.xml"/>'
        for at, (kind, path) in enumerate(
            [
                ("worksheet", "worksheets/sheet1"),
                ("sharedStrings", "sharedStrings"),
                ("styles", "styles"),
            ],
            1,
        )
    )
    + "</Relationships>",
}


def workbook(
    data: str, *, strings: str = "", styles: tuple[str, ...] = (), days: str = "0", head: str = "",
    foot: str = "",
) -> bytes:  # fmt: skip
    """A workbook with the rows ``data``, shared texts, and codes of formats for the styles from 1 on."""
    formats = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode="{code}"/>' for at, code in enumerate(styles)
    )
    used = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(styles)))
    parts = {
        **_PARTS,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts><font/></fonts>'
        "<fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{head}<sheetData>{data}</sheetData>{foot}'
        "</worksheet>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, text in parts.items():
            kept.writestr(name, text.replace("DAYS", days))
    return made.getvalue()


def rows_both_ways(content: bytes, sheet: str | None = None) -> tuple[list[Row] | None, list[Row]]:
    """The rows of a sheet read quickly, ``None`` where they are not, and by openpyxl."""
    config = {
        "source": "s", "path": "d.xlsx", "period": {"column": "year"}, "sheet": sheet,
        "series": {"x": {"column": "x", "title": "X", "unit": "t"}},
    }  # fmt: skip
    declared = DatasetConfig.model_validate(config)
    quick = plain_sheet.plain_rows(without_blank_ends(content), sheet)
    with (
        patch.object(plain_sheet, "plain_rows", lambda *_: None),
        warnings.catch_warnings(action="ignore"),
    ):
        careful = list(workbooks.read_excel(content, declared))
    return quick and workbooks.filled(*quick), careful
