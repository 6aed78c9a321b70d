"""Matplotlib's SVG to one that can stand inside a page: small, with ids and classes of its own."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_SVG = "{http://www.w3.org/2000/svg}"
_DROPPED = frozenset({"metadata", "defs"})
_INHERITED = {"stroke-linejoin": "miter", "stroke-linecap": "butt"}


def tidy(text: str, name: str, family: str) -> str:
    """The drawing as an ``svg`` element.

    Groups that show a fact get its id as ``data-fact``; all ids begin with ``name``; the family
    is named once. Nothing in it reaches out: no style sheet, no reference, no metadata.
    """
    root = ET.fromstring(text)  # noqa: S314  (written by Matplotlib a moment ago)
    made = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "id": f"chart-{name}",
            "class": "chart",
            "width": root.attrib["width"],
            "height": root.attrib["height"],
            "viewBox": root.attrib["viewBox"],
            "font-family": f"{family}, sans-serif",
        },
    )
    for child in root:
        _copy(child, made)
    return ET.tostring(made, encoding="unicode", short_empty_elements=True) + "\n"


def _copy(node: ET.Element, parent: ET.Element) -> None:
    tag = node.tag.removeprefix(_SVG)
    if tag in _DROPPED:
        return
    if tag == "g":
        target = _group(node, parent)
        for child in node:
            _copy(child, target)
        return
    attributes = _attributes(node)
    if tag == "text":  # black goes without saying, but a page by night changes what is said
        attributes.setdefault("fill", "#000000")
    made = ET.SubElement(parent, tag, attributes)
    made.text = node.text


def _group(node: ET.Element, parent: ET.Element) -> ET.Element:
    """A group only where it shows a fact; its neighbours of the same fact share it."""
    classes, bar, fact = node.attrib.get("id", "").partition("|")
    if not bar:
        return parent
    fact = fact.removesuffix("|text")
    if (
        len(parent)
        and (last := parent[-1]).get("data-fact") == fact
        and last.get("class") == classes
    ):
        return last
    return ET.SubElement(parent, "g", {"class": classes, "data-fact": fact})


def _attributes(node: ET.Element) -> dict[str, str]:
    """Style declarations as attributes; what says nothing is left out."""
    found = {key: value for key, value in node.attrib.items() if key not in {"style", "id"}}
    for declaration in node.attrib.get("style", "").split(";"):
        key, colon, value = (part.strip() for part in declaration.partition(":"))
        if colon and key != "font-family" and _INHERITED.get(key) != value:
            found[key] = value.removesuffix("px") if key == "font-size" else value
    if found.get("text-anchor") == "start":
        del found["text-anchor"]
    if re.fullmatch(r"rotate\(-?0 .*\)", found.get("transform", "")):
        del found["transform"]
    if "d" in found:
        found["d"] = re.sub(r"\s+", " ", found["d"]).strip()
    return found
