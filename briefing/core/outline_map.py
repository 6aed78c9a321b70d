"""Outlines of regions on paper: what a map is drawn from, as plain numbers."""

from __future__ import annotations

from dataclasses import dataclass

Ring = tuple[tuple[float, float], ...]
"""A closed line of points, in the units of the projection; outer ones run one way, holes the other."""


@dataclass(frozen=True, slots=True)
class Region:
    """The outline of one region, by the code that tells which it is."""

    code: str
    rings: tuple[Ring, ...]
    inner: tuple[float, float]
    """A point within it, where a figure may stand."""


@dataclass(frozen=True, slots=True)
class OutlineMap:
    """The regions of a file, projected."""

    regions: tuple[Region, ...]
    projection: str
    """What its projection is called, as a name: ``Lambert azimuthal equal-area``."""
