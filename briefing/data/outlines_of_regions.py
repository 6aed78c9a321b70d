"""Files of outlines (GeoJSON, GeoPackage, a zipped shapefile) to regions on paper. The one home of geopandas.

It is an extra and loaded only where a brief has a map; where it is not installed the refusal says what to type.
"""

from __future__ import annotations

import importlib.util
import io
import zipfile
from typing import TYPE_CHECKING, NoReturn

from briefing.core.outline_map import OutlineMap, Region, Ring
from briefing.core.problems import Refusal
from briefing.core.seen_files import Snapshot
from briefing.core.showing import shortened
from briefing.data.unreadable import UnreadableFile, read_json_text, reading_call

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from shapely import Geometry

INSTALL = 'pip install "policy-briefing[maps]"'
_NO_MAP = "it is no file of outlines"
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".shp.xml", ".txt")
"""What a zipped shapefile may hold."""
_MOST_REGIONS = 2_000
_STEPS = 1_500
"""Outlines keep no detail smaller than the whole map parted by so much: less than is seen in print."""
_HALF_THE_WORLD = 120.0
"""Degrees of longitude from which on a map shows the whole Earth."""


def read_outlines(file: Snapshot, code: str, projection: str) -> OutlineMap:
    """The regions of a file by a column of codes, in a projection or, without one, an equal-area one.

    Raises :class:`~briefing.core.problems.Refusal` where it is no such file, names no coordinate system, has
    no such column, or what reads it is not installed.
    """
    if importlib.util.find_spec("geopandas") is None:
        raise UnreadableFile(
            f"'{file.path}' has the outlines of a map, and what reads those is not installed",
            f"{INSTALL}, or draw it with 'bar'",
            code="missing-reader",
        )
    if file.path.casefold().endswith(".shp"):
        _refuse(file, "one part of a shapefile alone")
    _check_reaches_nowhere(file)
    frame = _frame(file, code)
    projected, name = _projected(file, frame, projection)
    low_x, low_y, high_x, high_y = projected.total_bounds
    tolerance = max(high_x - low_x, high_y - low_y) / _STEPS
    with reading_call(_NO_MAP):
        areas = projected.geometry.make_valid().simplify(tolerance)
        inner = areas.representative_point()
    regions = tuple(
        Region(str(key).strip(), _rings(area), (point.x, point.y))
        for key, area, point in zip(projected[code], areas, inner, strict=True)
        if key is not None and not area.is_empty
    )
    return OutlineMap(regions, name)


def _check_reaches_nowhere(file: Snapshot) -> None:
    """Raise for what is not one of the three formats, or could lead whoever reads it to other files.

    The library knows many more formats, by their content; some name other files or addresses.
    """
    content = file.content
    if content.startswith(b"PK"):
        with reading_call(_NO_MAP), zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [one.filename.casefold() for one in packed.infolist() if not one.is_dir()]
        strange = [name for name in names if not name.endswith(_PARTS)]
        if not any(name.endswith(".shp") for name in names) or strange:
            _refuse(
                file, f"beside a shapefile it holds {strange[0]}" if strange else "no .shp in it"
            )
    elif not content.startswith(b"SQLite format 3"):
        found = read_json_text(content)
        crs = found.get("crs") if isinstance(found, dict) else None
        if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
            _refuse(file, "no FeatureCollection")
        elif isinstance(crs, dict) and crs.get("type") != "name":
            _refuse(file, "its coordinates are described elsewhere")


def _refuse(file: Snapshot, why: str) -> NoReturn:
    raise UnreadableFile(
        f"'{file.path}' is no file of outlines ({why})",
        "save it as GeoJSON or GeoPackage, or put the parts of a shapefile into one .zip",
        code="damaged-data-file",
    )


def _frame(file: Snapshot, code: str) -> GeoDataFrame:
    import geopandas

    with reading_call(_NO_MAP):
        frame = geopandas.read_file(io.BytesIO(file.content))
    columns = [str(one) for one in frame.columns if one != "geometry"]
    if code not in columns:
        raise Refusal(
            f"'{file.path}' has no column '{code}'",
            f"'code:' names the one that has the members: {shortened(', '.join(columns))}",
            code="unknown-column",
        )
    if len(frame) > _MOST_REGIONS:
        raise Refusal(
            f"'{file.path}' has {len(frame)} regions, and {_MOST_REGIONS} can be drawn",
            "keep those that the brief is about",
            code="budget-spent",
        )
    return frame


def _projected(file: Snapshot, frame: GeoDataFrame, wanted: str) -> tuple[GeoDataFrame, str]:
    """The outlines in a projection, and what it is called."""
    import pyproj

    if frame.crs is None:
        raise Refusal(
            f"'{file.path}' does not say in which coordinates it is",
            "save it with its coordinate system (.prj), or as GeoJSON",
            code="damaged-data-file",
        )
    if wanted:
        try:
            system = pyproj.CRS.from_user_input(wanted)
        except pyproj.exceptions.CRSError:
            raise Refusal(
                f"'{wanted}' is no projection",
                "write the code of one, such as EPSG:3035, or leave it out for an equal-area one",
                code="unfit-parameter",
            ) from None
        return frame.to_crs(system), system.name
    west, south, east, north = frame.to_crs("EPSG:4326").total_bounds
    if east - west >= _HALF_THE_WORLD:
        return frame.to_crs("EPSG:8857"), "Equal Earth"
    middle = f"+lat_0={(south + north) / 2:.3f} +lon_0={(west + east) / 2:.3f}"
    return frame.to_crs(f"+proj=laea {middle} +datum=WGS84"), "Lambert azimuthal equal-area"


def _rings(area: Geometry) -> tuple[Ring, ...]:
    """The outer lines and holes of a region; what is no area is left out."""
    from shapely import Polygon, get_parts
    from shapely.geometry.polygon import orient

    found: list[Ring] = []
    for part in get_parts(area):
        if isinstance(part, Polygon) and not part.is_empty:
            turned = orient(part)
            found += [
                tuple((float(x), float(y)) for x, y in ring.coords)
                for ring in (turned.exterior, *turned.interiors)
            ]
    return tuple(found)
