"""An address as a QR code, drawn in lines: an ``svg`` element. Segno's one home.

It is imported where a brief has one, which few do.
"""

from __future__ import annotations

from io import BytesIO

_MARGIN = 4
"""Modules of white around it, as ISO/IEC 18004 asks for."""


def qr_code(address: str) -> str:
    """The code in black on white, of error correction M; the same address, the same drawing."""
    import segno

    drawn = BytesIO()
    code = segno.make_qr(address, error="m", boost_error=False)
    code.save(
        drawn,
        kind="svg",
        border=_MARGIN,
        dark="#000000",
        light="#ffffff",
        xmldecl=False,
        nl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    return drawn.getvalue().decode("ascii")
