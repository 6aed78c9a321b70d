"""What the tags of a PDF say, brought to what the brief means: order, whole pieces, right names.

Takes the tag tree as WeasyPrint made it, a tag for every box, and changes it in place. What a
column or a page has broken becomes one again, parts stand in the order of the brief wherever the
page has put them, captions belong to their tables, and signs say what they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pydyf import Array, String
from pydyf import Dictionary as PDFDictionary

from briefing.core.document import Document
from briefing.writers.pdf.pdf_objects import Entries, Entry
from briefing.writers.pdf.tag_tree import Element, TagTree

_PARTS = (
    "title-block",
    "flips",
    "bottom-line",
    "key-figures",
    "highlights",
    "changes",
    "finding",
    "recommendations",
    "appendices",
    "sources",
    "method",
    "annex",
)
"""Classes of the parts of a brief, in the order in which they are read."""
_MAY_BE_EMPTY = frozenset({"/TH", "/TD"})
_NEEDED = frozenset({"/LBody", "/Lbl"})
"""Tags of boxes that stand for no HTML element and are more than a matter of layout."""
_HOLDING = frozenset({"/P", "/LBody", "/TD", "/TH", "/H3"})
"""What a text with the sign of a note stands in."""
_USE = re.compile(r"-use(?:-\d+)?$")
"""What the id of a place ends with that prints a figure."""
_REPEATED = frozenset({"/THead", "/TFoot"})


def mend_tags(tree: TagTree, document: Document) -> None:
    """Mend all tags of a document's pages, in its words; the tree is in step with the pages."""
    expansions = {sign.mark: sign.meaning for sign in document.legend}
    _fill_items(tree)
    _prune(tree, tree.top)
    _mend_links(tree, document)
    _Joining(tree).join()
    _place_notes(tree)
    _order_parts(tree)
    _prune(tree, tree.top)
    _move_captions(tree)
    for number, element in enumerate(tree.walk()):
        _name(tree, element, f"note-{number}", expansions)


def _fill_items(tree: TagTree) -> None:
    """What stands in an item of a list stands in its body: paragraphs, and lists between them."""
    after: dict[int, list[Element]] = {}
    for inner, item, before in tree.inner_lists:
        tree.parent(inner)["K"].remove(inner.reference)
        after.setdefault((before or item).number, []).append(inner)
    for item in [one for one in tree.walk() if one["S"] == "/LI"]:
        body = None
        for kid in [item, *tree.kids(item)]:
            inside = [] if kid is item or kid["S"] in _NEEDED else [kid]
            if kid["S"] == "/LBody":
                body = kid
            for one in (*inside, *after.get(kid.number, ())):
                body = body or _new_body(tree, item, kid)
                if one is kid:
                    item["K"].remove(kid.reference)
                tree.add(body, [one.reference])


def _new_body(tree: TagTree, item: Element, before: Element) -> Element:
    """A body in an item of a list, at its beginning or after a part of it."""
    place = 0 if before is item else item["K"].index(before.reference) + 1
    body = tree.part_of(
        item, {"Type": "/StructElem", "S": "/LBody", "K": Array([]), "Pg": item["Pg"]}
    )
    tree.add(item, [body.reference], place)
    return body


def _prune(tree: TagTree, element: Element) -> None:
    """Take out what holds nothing."""
    for kid in tree.kids(element):
        _prune(tree, kid)
    element["K"][:] = [
        entry
        for entry in element["K"]
        if (one := tree.kid(entry)) is None or one["K"] or one["S"] in _MAY_BE_EMPTY
    ]


def _mend_links(tree: TagTree, document: Document) -> None:
    """What a style sheet adds to a link is no link of its own; a link says where it leads."""
    for element in tree.walk():
        if element["S"] != "/Link":
            continue
        annotations = tree.annotations(element)
        if not annotations and tree.parent(element)["S"] == "/Link":
            element["S"] = "/Span"
        words = " ".join(tree.text(element).split())
        for annotation in annotations if words else ():
            annotation["Contents"] = String(_target(annotation, words, document))


def _target(annotation: Entries, words: str, document: Document) -> str:
    """Where a link leads, in words: a figure to its row in the annex, ``fact-...``."""
    if "A" not in annotation:
        name = annotation["Dest"].string
        is_page = name.startswith("figure-") and words.isdecimal()
        if _USE.search(name) or is_page or words.startswith(f"{document.word('annex_back')} "):
            return document.word("back")
        return document.word("origin_of", figure=words) if name.startswith("fact-") else words
    address = annotation["A"]["URI"].string
    return words if words == address else f"{words} ({address})"


class _Joining:
    """Makes one of what lines, columns and pages have broken into pieces."""

    def __init__(self, tree: TagTree) -> None:
        self._tree = tree
        self._first: dict[tuple[int, str, str], Element] = {}
        self._names: dict[bytes, String] = {}
        """Names of header cells that are no more, and what they are now."""

    def join(self) -> None:
        """Join all pieces in the document."""
        self._refill(self._tree.top)
        for element in self._tree.walk():
            headers = element.get("A", {}).get("Headers", ())
            whole = {one.data: one for one in (self._names.get(h.data, h) for h in headers)}
            if headers:
                element["A"]["Headers"] = Array(whole.values())

    def _refill(self, element: Element) -> None:
        """Take out all that an element holds and put it in again, pieces to their first piece."""
        entries = list(element["K"])
        element["K"][:] = []
        self._put(entries, element, element)

    def _put(self, entries: list[Entry], origin: Element, goal: Element) -> None:
        for entry in entries:
            kid = self._tree.kid(entry)
            first = None if kid is None else self._whole(kid, goal)
            if kid is None:
                self._tree.move(entry, origin, goal)
            elif first is None:
                self._tree.add(goal, [entry])
                self._refill(kid)
            elif kid["S"] in _REPEATED:
                self._forget(kid)
            else:
                self._rename(first, kid)
                self._put(list(kid["K"]), kid, first)

    def _whole(self, kid: Element, goal: Element) -> Element | None:
        """What a tag is only a piece of."""
        identity = self._tree.identity(kid)
        if identity is None:
            return None
        if self._tree.is_nameless(kid):
            last = self._tree.kids(goal)[-1:]
            continued = [one for one in last if self._tree.identity(one) == identity]
            return continued[0] if continued else goal if kid["S"] not in _NEEDED else None
        first = self._first.setdefault(identity, kid)
        return None if first is kid else first

    def _forget(self, repeated: Element) -> None:
        """A head that is printed again says nothing new."""
        for cell in self._tree.walk(repeated):
            identity = self._tree.identity(cell)
            if identity in self._first:
                self._rename(self._first[identity], cell)

    def _rename(self, first: Element, second: Element) -> None:
        if "ID" in second and "ID" in first:
            self._names[second["ID"].data] = first["ID"]


def _place_notes(tree: TagTree) -> None:
    """A note at the foot of a page is read behind the paragraph with its sign, or in the cell that has it."""
    named = {tree.id(one): one for one in tree.walk() if tree.id(one).startswith("sign-")}
    for note in [one for one in tree.walk() if "foot-note" in tree.classes(one)]:
        number = tree.id(note).removeprefix("note-")
        holder = named.get(f"sign-{number}")
        while holder is not None and holder["S"] not in _HOLDING:
            holder = tree.parent(holder) if "P" in holder and holder is not tree.top else None
        if holder is None:
            continue
        note["S"], note["ID"] = "/Note", String(f"foot-{number}")
        tree.parent(note)["K"].remove(note.reference)
        around = tree.parent(holder) if holder["S"] == "/P" else holder
        place = (
            around["K"].index(holder.reference) + 1 if around is not holder else len(holder["K"])
        )
        while place < len(around["K"]) and _is_note(tree.kid(around["K"][place])):
            place += 1
        tree.add(around, [note.reference], place)


def _is_note(element: Element | None) -> bool:
    return element is not None and element["S"] == "/Note"


def _order_parts(tree: TagTree) -> None:
    """Bring the parts into their order; what else there is stays behind the part before it."""
    for main in tree.kids(tree.top):
        if tree.tag(main) != "main":
            continue
        ranked: list[tuple[int, Element]] = []
        rank = -1
        for unit in _units(tree, main):
            rank = _rank(tree, unit) if _rank(tree, unit) >= 0 else rank
            ranked.append((rank, unit))
        main["K"][:] = []
        tree.add(main, [unit.reference for _, unit in sorted(ranked, key=lambda one: one[0])])


def _units(tree: TagTree, element: Element) -> Iterator[Element]:
    """The parts below an element, and what is no part and holds none."""
    for kid in tree.kids(element):
        if _rank(tree, kid) < 0 and any(_rank(tree, one) >= 0 for one in tree.walk(kid)):
            yield from _units(tree, kid)
        else:
            yield kid


def _rank(tree: TagTree, element: Element) -> int:
    found = (place for place, name in enumerate(_PARTS) if name in tree.classes(element))
    return next(found, -1)


def _move_captions(tree: TagTree) -> None:
    """A paragraph over a table that is its caption becomes a part of it."""
    for element in list(tree.walk()):
        for one, other in pairwise(tree.kids(element)):
            tables = (below for below in tree.walk(other) if below["S"] == "/Table")
            if "caption" in tree.classes(one) and (table := next(tables, None)) is not None:
                element["K"].remove(one.reference)
                one["S"] = "/Caption"
                tree.add(table, [one.reference], 0)


def _name(tree: TagTree, element: Element, name: str, expansions: Mapping[str, str]) -> None:
    """Say what an element is."""
    classes, tag = tree.classes(element), tree.tag(element)
    if element["S"] == "/L":
        signs = any(one["S"] == "/Lbl" for item in tree.kids(element) for one in tree.kids(item))
        style = "/Decimal" if tag == "ol" else "/Disc"
        if "listing" in tree.classes(tree.parent(element)):
            _name_contents(tree, element)
            return
        element["A"] = PDFDictionary({"O": "/List", "ListNumbering": style if signs else "/None"})
    elif element["S"] == "/Table":
        _name_headers(tree, element)
    elif "note" in classes and _in_statistics(tree, element):
        element["S"] = "/Note"
        element["ID"] = String(name)
    elif "status" in classes and tag == "sup":
        sign = tree.text(element).strip()
        if sign in expansions:
            element["S"] = "/Span"
            element["E"] = String(expansions[sign])


def _name_contents(tree: TagTree, listed: Element) -> None:
    """A list in a table of contents is one, each of its items an entry that refers to a part."""
    listed["S"] = "/TOC"
    for item in tree.kids(listed):
        item["S"] = "/TOCI"
        for body in tree.kids(item):
            body["S"] = "/Reference"


def _in_statistics(tree: TagTree, element: Element) -> bool:
    """Whether it stands below a table whose signs it explains."""
    return "statistics" in tree.classes(tree.parent(element))


def _name_headers(tree: TagTree, table: Element) -> None:
    """A table of one row needs no header for it: the columns' say all."""
    rows = [one for one in tree.walk(table) if one["S"] == "/TR"]
    body = [row for row in rows if tree.parent(row)["S"] != "/THead"]
    if len(body) != 1 or len(rows) == 1:
        return
    above = [cell["ID"] for cell in tree.kids(rows[0]) if "ID" in cell]
    names = set()
    for place, cell in enumerate(tree.kids(body[0])):
        if cell["S"] == "/TH":
            cell["S"] = "/TD"
            cell["A"]["Headers"] = Array(above[place : place + 1])
            names.add(cell.pop("ID").data)
    for cell in tree.kids(body[0]):
        cell["A"]["Headers"] = Array(
            one for one in cell["A"].get("Headers", ()) if one.data not in names
        )
