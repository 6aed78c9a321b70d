"""What a logo asks for is counted before it is drawn: uses of uses, nesting, pixels, sizes."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

import pytest

from briefing.core.seen_files import FileBytes, Snapshot
from briefing.writers.house.logo_check import logo_fault

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
SHAPE = '<rect width="9" height="9"/>'


def svg(inner: str) -> bytes:
    return f"{OPEN}{inner}</svg>".encode()


def png(width: int, height: int, *, whole: bool = True) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress((b"\0" * (width + 1)) * (height if whole else 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def fault(content: bytes, name: str = "logo.svg") -> str:
    found = logo_fault(Snapshot(name, "", FileBytes.of(content), Path(name)))
    return str(found) if found else ""


def uses(levels: int, key: str = "href") -> str:
    groups = "".join(
        f'<g id="a{level}">' + f'<use {key}="#a{level - 1}"/>' * 10 + "</g>"
        for level in range(1, levels)
    )
    return f'<g id="a0">{SHAPE}</g>{groups}<use {key}="#a{levels - 1}"/>'


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (uses(12), "20,000 shapes"),
        (uses(12, "xlink:href"), "20,000 shapes"),
        ('<g id="a"><use href="#a"/></g>', "draws itself"),
        ('<pattern id="p"><rect fill="url(#p)"/></pattern>', "draws itself"),
        ("<g>" * 100 + "</g>" * 100, "60 levels"),
        (f'<marker id="m">{SHAPE * 100}</marker><path d="{"L1 1" * 500}" marker-mid="url(#m)"/>', "20,000 shapes"),
        ('<rect width="1e308"/>', "a width of 1e308"),
        ('<image href="file:///etc/passwd"/>', "outside of itself"),
        ("<style>@import 'x.css'</style>", "outside of itself"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "neither PNG, JPEG nor GIF"),
        ("<rect", "no SVG that can be read"),
    ],
)  # fmt: skip
def test_a_drawing_that_asks_for_much_is_told(inner, said):
    assert said in fault(svg(inner))


@pytest.mark.parametrize("inner", [SHAPE, uses(4), '<g id="a"/><use href="#a"/><use href="#a"/>'])
def test_a_drawing_that_asks_for_little_is_none(inner):
    assert not fault(svg(inner))


def test_pictures_are_counted_and_must_be_whole():
    assert not fault(png(20, 20), "logo.png")
    assert "16,000,000 pixels" in fault(png(5000, 5000, whole=False), "logo.png")
    assert "cannot be read" in fault(png(20, 20, whole=False), "logo.png")
    inner = base64.b64encode(png(5000, 5000, whole=False)).decode()
    assert "16,000,000 pixels" in fault(svg(f'<image href="data:image/png;base64,{inner}"/>'))
