"""What the layout library computes of rules and elements, kept: a style is computed once for all like it.

The library gives each element with an id a style of its own, and each pseudo-element of each element,
though almost nobody asks for those; and it begins anew with each layout. Here elements share a style
where the same rules hold for them and for all around them, whatever their id, and so do those of the
next layout with the same sheets. The values are the library's own. These classes stand in the place
of the library's while :mod:`briefing.writers.pdf.remembered` lets them, which alone imports this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Protocol

from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

Weighted = tuple[object, tuple[object, ...]]
"""A value with what it weighs against others."""
Cascade = dict[str, Weighted]
"""By property: what the rules say of an element, or of one of its pseudo-elements."""
Declared = tuple[str, object, bool]
"""A property with its value, and whether it is important."""
Match = tuple[object, int, str | None, tuple[Iterable[Declared], object]]
"""A rule that holds for an element: specificity, order, pseudo-element, what it declares in which layer."""
Cascades = dict[str | None, Cascade]
"""By pseudo-element, ``None`` for the element itself."""

_MANNERS = frozenset(name for name in INITIAL_VALUES if name.startswith("text_decoration_"))
_BY_ITSELF = frozenset({"float", "position", "display", "page"}) | _MANNERS
"""Properties of which the library does more than to take the inherited or initial value."""
_INHERITED = frozenset(INHERITED) - _BY_ITSELF
_INITIAL = frozenset(INITIAL_VALUES) - frozenset(INITIAL_NOT_COMPUTED) - _INHERITED - _BY_ITSELF
_MOST_STYLES = 3_000
_CHANGED_LATER = frozenset({"html", "body"})
"""Elements whose style the library changes while it lays out."""
_FLOATS = frozenset({"left", "right", "none"})
_PLACES = frozenset({"static", "relative"})
"""What may float, or be placed, without having its style changed by the library."""


class Element(Protocol):
    """An element of the page."""

    tag: str


class Node(Protocol):
    """An element with what is around it, as selectors see it."""

    etree_element: Element
    parent: Node | None


class Matcher(Protocol):
    """Which rules hold for an element."""

    def match(self, element: Node) -> Sequence[Match]: ...


class Sheet(Protocol):
    """A style sheet as the library read it."""

    matcher: Matcher
    layers: list[object]


class Targets(Protocol):
    """Where references of a page lead."""

    def collect_anchor(self, name: object) -> None: ...


class Page(Protocol):
    """A page's source as the library read it."""

    etree_element: Element
    wrapper_element: Tree
    base_url: str


class Tree(Node, Protocol):
    """The root of a page."""

    def iter_subtree(self) -> Iterator[Node]: ...


class Kept:
    """What is kept for the next layout that is set in the same typefaces."""

    def __init__(self) -> None:
        self.cascades: dict[tuple[object, ...], Cascades] = {}
        self.styles: dict[tuple[object, ...], KeptStyle] = {}
        self.sheets: dict[int, object] = {}
        """The sheets by whose rules these are found: as long as they live, so do their addresses."""

    def begin(self, sheets: Iterable[object]) -> None:
        """Before a layout with these sheets: forget all before it grows without end."""
        if len(self.styles) > _MOST_STYLES:
            self.cascades.clear()
            self.styles.clear()
            self.sheets.clear()
        self.sheets.update((id(one), one) for one in sheets)


class KeptStyle(css.ComputedStyle):  # type: ignore[misc]
    """The library's style, which comes to the values of most properties by a shorter way."""

    sides: bool
    """Whether its rules speak of sides by the direction of the text, which the library knows to heed."""

    def __missing__(self, key: str) -> object:
        if key not in self.cascaded and not (self.sides and key in PHYSICAL_FUNCTIONS):
            if key in _INHERITED:
                parent = self.parent_style
                if parent is not None:
                    value = self[key] = parent[key]
                    return value
            elif key in _INITIAL:
                value = self[key] = INITIAL_VALUES[key]
                return value
        return super().__missing__(key)


class OwnStyle(KeptStyle):
    """A style like another one, but for what an element has for itself: its name, or what is changed."""

    def __init__(self, like: KeptStyle, own: Mapping[str, object]) -> None:
        self.__dict__.update(vars(like))
        self.like = like
        self.update(own)

    def __missing__(self, key: str) -> object:
        value = self[key] = self.like[key]
        return value

    @property
    def anonymous_style(self) -> object:
        """The style of text within, which inherits nothing that is the element's own."""
        return self.like.anonymous_style

    def copy(self) -> object:
        copy = self.like.copy()
        copy.update(self)
        return copy


class KeptStyles(css.StyleFor):  # type: ignore[misc]
    """The styles of the elements of one page, as many as possible from those that were kept."""

    def __init__(
        self,
        kept: Kept,
        html: Page,
        sheets: Sequence[tuple[Sheet, str, object]],
        hints: bool,
        font_config: object,
        targets: Targets | None,
    ) -> None:
        self._cascaded_styles: dict[tuple[object, str | None], Cascade] = {}
        self._computed_styles: dict[tuple[object, str | None], KeptStyle] = {}
        self.initial_page_sizes: dict[str, object] = {"box": None, "area": None}
        self._sheets, self.font_config = sheets, font_config
        self._kept, self._html = kept, html
        kept.begin(sheet for sheet, _, _ in sheets)
        self._pseudo: dict[object, Cascades] = {}
        self._root: KeptStyle | None = None
        own = _own_declarations(html, hints=hints)
        shared: dict[object, KeptStyle] = {}
        for node in html.wrapper_element.iter_subtree():
            element = node.etree_element
            around = shared[node.parent.etree_element] if node.parent else None
            shared[element] = self._style_of(node, own.get(element), around, targets)
        for named, cascades in self._pseudo.items():
            for pseudo, cascade in cascades.items():
                if pseudo and "anchor" in cascade:
                    self._make_pseudo(named, pseudo, targets)

    def __call__(self, element: object, pseudo_type: str | None = None) -> object:
        """The style of an element; a pseudo-element gets one when somebody asks for it."""
        if pseudo_type and (element, pseudo_type) not in self._computed_styles:
            cascades = self._pseudo.get(element)
            if cascades and pseudo_type in cascades:
                self._make_pseudo(element, pseudo_type, None)
        style = self._computed_styles.get((element, pseudo_type))
        if isinstance(
            style, OwnStyle
        ):  # what does not apply within tables is the same for all like it
            self._computed_styles[element, pseudo_type] = style.like
            super().__call__(element, pseudo_type)
            self._computed_styles[element, pseudo_type] = style
        return super().__call__(element, pseudo_type)

    def _style_of(
        self, node: Node, own: Cascade | None, around: KeptStyle | None, targets: Targets | None
    ) -> KeptStyle:
        """Find or make the style of an element; returns the one that those within inherit from."""
        element, given = node.etree_element, dict(own or {})
        question, cascades = self._cascades_of(node)
        cascade = cascades.get(None, {})
        if len(cascades) > (None in cascades):
            self._pseudo[element] = cascades
        named = given.pop("anchor", None) if _bears_a_name(cascade) else None
        if given:
            question = (*question, *given.items())
            cascade = _joined(given, cascade)
        style = self._kept_style((id(around), question), cascade, around)
        result = style
        if named or element.tag in _CHANGED_LATER:
            result = OwnStyle(style, {"anchor": named[0]} if named else {})
        if around is None:
            self._root = style
        self._computed_styles[element, None] = result
        if targets and (named or "anchor" in cascade) and result["anchor"]:
            targets.collect_anchor(result["anchor"])
        return style

    def _kept_style(
        self, question: tuple[object, ...], cascade: Cascade, around: KeptStyle | None
    ) -> KeptStyle:
        try:
            known = self._kept.styles.get(question)
        except TypeError:  # a value that an element declares itself cannot be asked for
            return self._computed(cascade, around)
        if known is None:
            known = self._kept.styles[question] = self._computed(cascade, around)
        return known

    def _computed(
        self, cascade: Cascade, around: KeptStyle | None, pseudo: str | None = None
    ) -> KeptStyle:
        root = css.InitialStyle(self.font_config) if around is None else self._root
        style = KeptStyle(
            around, cascade, pseudo, root, self._html.base_url, self.font_config,
            self.initial_page_sizes,
        )  # fmt: skip
        style.sides = any("inline" in name or "block" in name for name in cascade)
        return style

    def _make_pseudo(self, element: object, pseudo: str, targets: Targets | None) -> None:
        around = self._computed_styles[element, None]
        style = self._computed(self._pseudo[element][pseudo], around, pseudo)
        self._computed_styles[element, pseudo] = style
        if targets and style["anchor"]:
            targets.collect_anchor(style["anchor"])

    def _cascades_of(self, node: Node) -> tuple[tuple[object, ...], Cascades]:
        """The rules that hold for an element, and what they say together, the heavier ones last."""
        found = [sheet.matcher.match(node) for sheet, _, _ in self._sheets]
        question = tuple(
            (number, specificity, pseudo, id(payload))
            for number, matches in enumerate(found)
            for specificity, _, pseudo, payload in matches
        )
        known = self._kept.cascades.get(question)
        if known is not None:
            return question, known
        cascades: Cascades = {}
        for (sheet, origin, of_sheet), matches in zip(self._sheets, found, strict=True):
            for specificity, _, pseudo, (declarations, layer) in matches:
                order = inf if layer is None else sheet.layers.index(layer)
                cascade = cascades.setdefault(pseudo, {})
                _declare(cascade, declarations, origin, order, of_sheet or specificity)
        self._kept.cascades[question] = cascades
        return question, cascades


def _joined(own: Cascade, cascade: Cascade) -> Cascade:
    """What an element declares itself, and the rules where they weigh as much or more."""
    joined = dict(own)
    for name, weighted in cascade.items():
        known = joined.get(name)
        if known is None or known[1] <= weighted[1]:
            joined[name] = weighted
    return joined


def _declare(
    cascade: Cascade,
    declarations: Iterable[Declared],
    origin: str,
    order: float,
    specificity: object,
) -> None:
    for name, value, importance in declarations:
        weight = (css.declaration_precedence(origin, importance), order, specificity)
        known = cascade.get(name)
        if known is None or known[1] <= weight:
            cascade[name] = value, weight


def _own_declarations(html: Page, *, hints: bool) -> dict[object, Cascade]:
    """What elements declare themselves: by attributes for style, language and name."""
    own: dict[object, Cascade] = {}
    for specificity, element, declarations, base_url in css.find_style_attributes(
        html.etree_element, hints, html.base_url
    ):
        found = css.preprocess_declarations(base_url, declarations)
        _declare(own.setdefault(element, {}), found, "author", inf, specificity)
    return own


def _bears_a_name(cascade: Cascade) -> bool:
    """Whether an element with a name is else as one without: no footnote, named by no rule."""
    floats, places = cascade.get("float"), cascade.get("position")
    return (
        "anchor" not in cascade
        and (places is None or places[0] in _PLACES)
        and (floats is None or floats[0] in _FLOATS)
    )
