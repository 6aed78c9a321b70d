"""Where the shipped templates, fonts and examples are: in the package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent.parent

FONTS = _HERE / "fonts"
HOUSE_SERIF, HOUSE_SANS = "House Text", "House Sans"
"""Families under which pages know the typefaces of the house."""
TEMPLATES = _HERE / "templates" if (_HERE / "templates").is_dir() else _HERE.parent / "templates"
EXAMPLES = _HERE / "examples" if (_HERE / "examples").is_dir() else _HERE.parent
"""A project with the shipped examples: their config and data."""
