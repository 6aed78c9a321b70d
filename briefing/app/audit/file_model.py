"""A PDF as what there is to compare: pages, tags, outline, names, metadata and all other objects.

Each part is a plain text; what is equal in two files has equal texts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree.ElementTree import ParseError, canonicalize

from pikepdf import Array, Dictionary, Stream

from briefing.app.audit.drawn_words import note_words
from briefing.app.audit.opened_pdf import CODING, DEEPEST, Number, OpenedPdf, UnfitPdf, text_in

_BY_THEMSELVES = frozenset(
    {"/Pages", "/Names", "/Outlines", "/StructTreeRoot", "/Metadata", "/PageLabels", "/Dests"}
)
"""Keys of the catalog that are parts of the model of their own."""
_PAGE_TREE = frozenset({"/Type", "/Kids", "/Count", "/Parent"})
_OF_THE_FORM = frozenset(
    {"/Root", "/Info", "/ID", "/Size", "/Prev", "/XRefStm", "/Type", "/W", "/Index", "/Filter"}
    | {"/DecodeParms", "/Length"}
)
"""Keys of a trailer that say how a file is written, not what it holds."""
_TAG_TEXTS = ("/Alt", "/ActualText", "/T", "/Lang", "/E")
_TAG_LINKS = frozenset({"/P", "/K", "/Pg", "/S"} | set(_TAG_TEXTS))
_PACKET = re.compile(
    r"<\?xpacket\s+begin=([\"'])[\ufeff]?\1(?:\s+id=[\"']\w*[\"'])?\s*\?>"
    r"|<\?xpacket\s+end=[\"'][rw][\"']\s*\?>|^\ufeff"
)
"""What says where metadata begin and end in a file."""
Entries = Mapping[str, str]
"""Texts of objects by their keys."""


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation of a page: a link, a comment, a field, a film."""

    kind: str
    words: str
    target: str
    """Where a link leads, or what happens."""
    entries: Entries


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of the tree that is read aloud, in reading order."""

    level: int
    kind: str
    page: str
    texts: Entries
    """What is said in place of it: ``/Alt``, ``/ActualText``, ..."""
    marks: str
    """What it holds of the pages."""
    rest: Entries
    """All else: its place, its table, its own properties, files that hang on it."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline."""

    level: int
    title: str
    target: str
    look: str
    """Its colour and weight, and all else."""


@dataclass(frozen=True, slots=True)
class PageModel:
    """A page."""

    content: bytes = field(repr=False)
    resources: Entries
    """Typefaces, pictures, colours and the like by kind and name, inherited ones too."""
    entries: Entries
    """Everything else."""
    notes: Sequence[Note]


class FileModel:
    """A file, read part by part as it is asked for.

    ``called`` says what each page is called, by its place in this file.
    """

    def __init__(self, opened: OpenedPdf, called: Sequence[str] = ()) -> None:
        self.opened = opened
        self.called = called or [f"page {n}" for n, _ in enumerate(opened.pages, 1)]
        self._elements: list[tuple[int, Dictionary]] = []
        self._resources: dict[Number, Entries] = {}
        self.known: dict[tuple[Number, ...], list[tuple[str, str]]] = {}
        """What was found of resources that pages share, by their numbers in both files."""
        names: dict[Number, str] = {}
        opened.call(names)
        for name, page in zip(self.called, opened.pages, strict=True):
            names.setdefault(page.objgen, name)
            for n, note in enumerate(_list(page.get("/Annots")), 1):
                if isinstance(note, Dictionary) and note.is_indirect:
                    names.setdefault(note.objgen, f"annotation {n} of {name}")
        self._elements = list(self._walk_tags())
        for n, (_, element) in enumerate(self._elements):
            if element.is_indirect:
                names[element.objgen] = f"tag {n}"
        opened.call(names)

    @cached_property
    def pages(self) -> list[PageModel]:
        """All pages in order."""
        return [self._page(one) for one in self.opened.pages]

    @cached_property
    def tags(self) -> list[Tag]:
        """The tree of tags in reading order."""
        above: dict[int, Number] = {}
        found = []
        for level, element in self._elements:
            found.append(self._tag(level, element, above.get(level - 1)))
            above[level] = element.objgen
        return found

    @cached_property
    def outline(self) -> list[Bookmark]:
        """The outline from top to bottom."""
        return list(self._bookmarks())

    @cached_property
    def info(self) -> Entries:
        """What the file says of itself: title, author, dates."""
        return self._entries(self.opened.pdf.trailer.get("/Info"))

    @cached_property
    def xmp(self) -> str:
        """The same as XML, in one form whoever wrote it."""
        stream = self.opened.root.get("/Metadata")
        data = self.opened.data_of(stream) if isinstance(stream, Stream) else b""
        text = _PACKET.sub("", data.decode("utf-8", "backslashreplace"))
        try:
            return canonicalize(text, with_comments=True, strip_text=True, rewrite_prefixes=False)
        except (ParseError, ValueError):
            return text

    @cached_property
    def labels(self) -> Entries:
        """How runs of pages are numbered, by the first page."""
        found = self.opened.in_tree(self.opened.root.get("/PageLabels"), "/Nums")
        return {str(key): self.opened.of(value) for key, value in found}

    @cached_property
    def names(self) -> dict[str, Entries]:
        """The trees of names: destinations, attached files, scripts, ..."""
        trees = self.opened.root.get("/Names")
        given = dict(trees.items()) if isinstance(trees, Dictionary) else {}
        found = {kind: self._named(tree) for kind, tree in given.items()}
        if "/Dests" in self.opened.root:
            found["/Dests of the catalog"] = self._entries(self.opened.root.get("/Dests"))
        return found

    @cached_property
    def attached(self) -> Entries:
        """The attached files by name: the hash of each file's bytes; of several, where it has such."""
        trees = self.opened.root.get("/Names")
        tree = trees.get("/EmbeddedFiles") if isinstance(trees, Dictionary) else None
        found = {}
        for key, value in self.opened.in_tree(tree, "/Names"):
            files = value.get("/EF") if isinstance(value, Dictionary) else None
            named = dict(files.items()) if isinstance(files, Dictionary) else {}
            related = value.get("/RF") if isinstance(value, Dictionary) else None
            others = dict(related.items()) if isinstance(related, Dictionary) else {}
            every = [*named.values(), *(file for one in others.values() for file in _list(one))]
            streams = (one for one in every if isinstance(one, Stream))
            hashes = (hashlib.sha256(self.opened.data_of(one)).hexdigest() for one in streams)
            found[text_in(key)] = " ".join(dict.fromkeys(hashes))
        return found

    @cached_property
    def described(self) -> dict[str, Entries]:
        """What is said of each attached file: its name for people, where it is, what it is for."""
        trees = self.opened.root.get("/Names")
        tree = trees.get("/EmbeddedFiles") if isinstance(trees, Dictionary) else None
        found = self.opened.in_tree(tree, "/Names")
        return {text_in(key): self._entries(value) for key, value in found}

    @cached_property
    def trees(self) -> Entries:
        """Names, outline and page numbers as they are built, whatever is looked up in them."""
        root = self.opened.root
        return {
            key: self.opened.of(root.get(key)) for key in ("/Names", "/Outlines", "/PageLabels")
        }

    @cached_property
    def rest(self) -> Entries:
        """All that hangs on the catalog or the trailer beside these: actions, forms, layers, ..."""
        opened = self.opened
        found = {
            f"catalog {key}": opened.of(value)
            for key, value in opened.root.items()
            if key not in _BY_THEMSELVES
        }
        for key, value in opened.pdf.trailer.items():
            if key not in _OF_THE_FORM:
                found[f"trailer {key}"] = opened.of(value)
        tree = opened.root.get("/StructTreeRoot")
        if isinstance(tree, Dictionary):
            found |= {
                f"tags {key}": opened.of(tree[key]) for key in dict(tree.items()) if key != "/K"
            }
        metadata = opened.root.get("/Metadata")
        if isinstance(metadata, Stream):
            kept = {key: opened.of(one) for key, one in metadata.items() if key not in CODING}
            found["catalog /Metadata"] = str(sorted(kept.items()))
        for node in opened.page_nodes:
            found |= {
                f"tree of pages {key}": opened.of(value)
                for key, value in node.items()
                if key not in _PAGE_TREE
            }
        counted = opened.page_nodes[0].get("/Count") if opened.page_nodes else 0
        found["tree of pages /Count"] = "right" if counted == len(opened.pages) else str(counted)
        return found

    def content_digests(self) -> list[str]:
        """A digest of what draws each page."""
        return [hashlib.sha256(one.content).hexdigest() for one in self.pages]

    def _page(self, page: Dictionary) -> PageModel:
        opened, every = self.opened, self.opened.inherited(page)
        resources = every.pop("/Resources", None)
        notes = [self._note(one, page) for one in _list(every.pop("/Annots", None))]
        content = opened.content_of(every)
        unsaid = ("/Parent", "/Contents")
        entries = {key: opened.of(value) for key, value in every.items() if key not in unsaid}
        parts = [one for one in _list(every.get("/Contents")) if isinstance(one, Stream)]
        if said := [
            f"{key} {opened.of(one[key])}" for one in parts for key in {*one.keys()} - CODING
        ]:
            entries["/Contents"] = " ".join(sorted(said))
        return PageModel(content, self._resources_of(resources), entries, notes)

    def _resources_of(self, resources: object) -> Entries:
        if not isinstance(resources, Dictionary):
            return {}
        number = resources.objgen if resources.is_indirect else (0, 0)
        if number == (0, 0) or number not in self._resources:
            found: dict[str, str] = {}
            for kind, named in resources.items():
                if isinstance(named, Dictionary):
                    found |= {f"{kind} {key}": self.opened.of(one) for key, one in named.items()}
                else:
                    found[kind] = self.opened.of(named)
            self._resources[number] = found
        return self._resources[number]

    def _note(self, note: object, page: Dictionary) -> Note:
        if not isinstance(note, Dictionary):
            return Note("", "", "", {"": self.opened.of(note)})
        entries = {key: self.opened.of(one) for key, one in note.items() if key != "/P"}
        action, page_named, second = (note.get(key) for key in ("/A", "/P", "/PA"))
        if page_named is not None and not _is_same(page_named, page):
            entries["/P"] = "another than the page that it stands on"
        target = action.get("/URI") if isinstance(action, Dictionary) else note.get("/Dest")
        told = text_in(target) or entries.get("/A", "")
        if isinstance(second, Dictionary):
            told += f" or {text_in(second.get('/URI')) or entries['/PA']}"
        kind = text_in(note.get("/Subtype")).lstrip("/")
        return Note(kind, note_words(self.opened, note), told, entries)

    def _walk_tags(self) -> Iterator[tuple[int, Dictionary]]:
        tree = self.opened.root.get("/StructTreeRoot")
        waiting = [(0, tree)] if isinstance(tree, Dictionary) else []
        seen: set[Number] = set()
        while waiting:
            level, one = waiting.pop()
            if level > DEEPEST:
                raise UnfitPdf(f"holds tags more than {DEEPEST} deep in one another")
            if one.is_indirect:
                if one.objgen in seen:
                    continue
                seen.add(one.objgen)
            if level:
                yield level, one
            below = (kid for kid in _list(one.get("/K")) if isinstance(kid, Dictionary))
            waiting += reversed([(level + 1, kid) for kid in below if "/S" in kid])

    def _tag(self, level: int, element: Dictionary, above: Number | None) -> Tag:
        opened = self.opened
        texts = {key: text_in(element[key]) for key in _TAG_TEXTS if key in element}
        kids = [
            "tag" if isinstance(kid, Dictionary) and "/S" in kid else opened.of(kid)
            for kid in _list(element.get("/K"))
        ]
        page = element.get("/Pg")
        other = {key: opened.of(one) for key, one in element.items() if key not in _TAG_LINKS}
        parent = element.get("/P")
        if above and not (isinstance(parent, Dictionary) and parent.objgen == above):
            other["/P"] = "another than the tag that it stands in"
        return Tag(
            level,
            text_in(element.get("/S")).lstrip("/"),
            opened.names.get(page.objgen, "no page") if isinstance(page, Dictionary) else "",
            texts,
            " ".join(kids),
            other,
        )

    def _bookmarks(self) -> Iterator[Bookmark]:
        top = self.opened.root.get("/Outlines")
        waiting = [(1, top.get("/First"))] if isinstance(top, Dictionary) else []
        seen: set[Number] = set()
        while waiting:
            level, one = waiting.pop()
            if not isinstance(one, Dictionary) or (one.is_indirect and one.objgen in seen):
                continue
            seen.add(one.objgen)
            links = {"/Title", "/Parent", "/Prev", "/Next", "/First", "/Last", "/Count", "/SE"}
            leads = {key: self.opened.of(it) for key, it in one.items() if key in {"/A", "/Dest"}}
            rest = {
                key: self.opened.of(it) for key, it in one.items() if key not in links | {*leads}
            }
            told = [str(sorted(entries.items())) for entries in (leads, rest)]
            yield Bookmark(level, text_in(one.get("/Title")), *told)
            waiting += [(level, one.get("/Next")), (level + 1, one.get("/First"))]

    def _named(self, tree: object) -> Entries:
        found: dict[str, str] = {}
        for key, value in self.opened.in_tree(tree, "/Names"):
            name = text_in(key)
            while name in found:
                name += " (again)"
            found[name] = self.opened.of(value)
        return found

    def _entries(self, given: object) -> Entries:
        if not isinstance(given, Dictionary):
            return {}
        return {key: text_in(one) or self.opened.of(one) for key, one in given.items()}


def _list(value: object) -> list[object]:
    """The elements of an array; anything else alone; nothing where there is nothing."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _is_same(one: object, other: Dictionary) -> bool:
    return isinstance(one, Dictionary) and one.objgen == other.objgen
