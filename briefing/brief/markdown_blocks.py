"""What texts are made of, one token of Markdown after another: paragraphs, lists in lists, tables, notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.brief.markdown_notes import NotesOfText
from briefing.brief.markdown_signs import ListStarts, line_of
from briefing.core.text_nodes import Inlines, ItemList, Paragraph, Side, TextBlock, TextTable

if TYPE_CHECKING:
    from markdown_it.token import Token

Tell = Callable[[str, str, int], None]
"""Tells what is wrong, what to do instead, and the line."""
_SIDES: dict[str, Side] = {"text-align:center": "center", "text-align:right": "right"}
_WITHIN = frozenset({"paragraph_open", "thead_open", "tbody_open", "td_open"})
"""What begins and says no more than what stands in it."""


@dataclass(slots=True)
class BlocksOfText:
    """Gathers the blocks of one text while it is read."""

    notes: NotesOfText
    tell: Tell
    _levels: list[list[TextBlock]] = field(default_factory=lambda: [[]])
    """The blocks at hand: of the whole, of the item in it, of the item in that one."""
    _lists: list[tuple[Token, list[tuple[Paragraph | ItemList, ...]]]] = field(default_factory=list)
    _starts: ListStarts = field(default_factory=ListStarts)
    _rows: list[list[Inlines]] | None = None
    """The rows of the table at hand; none outside of one."""
    _sides: list[Side] = field(default_factory=list)

    @property
    def made(self) -> tuple[TextBlock, ...]:
        """The blocks of the whole text."""
        return tuple(self._levels[0])

    def take(self, token: Token) -> bool:
        """Take a token that begins or ends something; false for one that no text may have."""
        step = _STEPS.get(token.type)
        if step:
            step(self, token)
        return bool(step) or token.type in _WITHIN or token.type.endswith("_close")

    def words(self, inlines: Inlines) -> None:
        """Take the words of a paragraph or cell."""
        if self._rows is None:
            self._levels[-1].append(Paragraph(inlines))
        else:
            self._rows[-1].append(inlines)

    def _list_begins(self, token: Token) -> None:
        self._lists.append((token, []))
        if token.type.startswith("ordered"):
            self._starts.begin(_start(token), line_of(token))

    def _level_begins(self, token: Token) -> None:
        if token.type == "footnote_reference_open":
            self.notes.begin(str(token.meta["label"]), line_of(token))
        self._levels.append([])

    def _note_ends(self, token: Token) -> None:
        del token
        self.notes.end(self._levels.pop())

    def _item_ends(self, token: Token) -> None:
        del token
        opening, items = self._lists[-1]
        blocks = self._levels.pop()
        kept = tuple(one for one in blocks if not isinstance(one, TextTable))
        if len(kept) < len(blocks):
            advice = "put it between two paragraphs"
            self.tell("a table cannot stand in a list", advice, line_of(opening))
        items.append(kept)

    def _list_ends(self, token: Token) -> None:
        opening, items = self._lists.pop()
        is_ordered = token.type.startswith("ordered")
        for odd, line in self._starts.end(len(items)) if is_ordered else ():
            self.tell(
                f"'{odd}.' at the head of a line begins a list, which goes on with no other",
                f"in a sentence, put another word first or write '{odd}\\.'; a list that begins at "
                "another number has two items at least",
                line,
            )
        self._levels[-1].append(ItemList(tuple(items), is_ordered, _start(opening)))

    def _table_begins(self, token: Token) -> None:
        del token
        self._rows, self._sides = [], []

    def _row_begins(self, token: Token) -> None:
        del token
        if self._rows is not None:
            self._rows.append([])

    def _head_begins(self, token: Token) -> None:
        self._sides.append(_SIDES.get(str(token.attrs.get("style", "")), "left"))

    def _table_ends(self, token: Token) -> None:
        del token
        head, *rows = map(tuple, self._rows or [[]])
        self._levels[-1].append(TextTable(head, tuple(rows), tuple(self._sides)))
        self._rows = None


_STEPS: dict[str, Callable[[BlocksOfText, Token], None]] = {
    "bullet_list_open": BlocksOfText._list_begins,
    "ordered_list_open": BlocksOfText._list_begins,
    "bullet_list_close": BlocksOfText._list_ends,
    "ordered_list_close": BlocksOfText._list_ends,
    "list_item_open": BlocksOfText._level_begins,
    "list_item_close": BlocksOfText._item_ends,
    "footnote_reference_open": BlocksOfText._level_begins,
    "footnote_reference_close": BlocksOfText._note_ends,
    "table_open": BlocksOfText._table_begins,
    "table_close": BlocksOfText._table_ends,
    "tr_open": BlocksOfText._row_begins,
    "th_open": BlocksOfText._head_begins,
}
"""What each token of Markdown does to a text."""


def _start(token: Token) -> int:
    """The number of the first item of a list."""
    return int(token.attrs.get("start", 1))
