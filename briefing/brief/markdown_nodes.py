"""Markdown to nodes of text: what an author wrote, facts in it as marks, to paragraphs and lists.

What cannot stand in a text, or would be printed as its signs, is told with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from briefing.brief.citations import Citations
from briefing.brief.markdown_blocks import BlocksOfText
from briefing.brief.markdown_notes import SENTENCES, NotesOfText, refuse_here
from briefing.brief.markdown_signs import CITATION, line_of, tell_unread
from briefing.brief.markdown_typography import as_set
from briefing.brief.mentions import Mentions, split_marks
from briefing.core.problems import ProblemLog
from briefing.core.text_nodes import (
    Inline,
    Inlines,
    Link,
    Mention,
    Pointer,
    Styled,
    StyleName,
    Text,
    TextBlock,
    with_raised_digits,
)
from briefing.language.typography import Typography
from briefing.language.untraced import without_exceptions
from briefing.project.declared import Places

Path = tuple[str | int, ...]

_STYLES: dict[str, StyleName] = {
    "strong": "strong",
    "em": "emphasis",
    "s": "struck",
    "sub": "lowered",
    "sup": "raised",
}
"""What a pair of Markdown's signs does to the words between them."""
_POINTER = re.compile(r"#(figure|table)-(\w+)")
_RUNNING = frozenset({"text", "method"})
"""Texts of which no other place, such as a running head or a bookmark, repeats the bare words."""


def _reader() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.disable("text_join")  # what a backslash keeps stays apart from the words beside it
    markdown.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    return markdown.use(sub_plugin).use(superscript_plugin)


@dataclass(frozen=True, slots=True)
class MarkdownReader:
    """Reads the texts of one brief; what is wrong goes to the log with its line."""

    mentions: Mentions
    places: Places
    log: ProblemLog
    citing: Citations
    typography: Typography | None = None
    """How what an author typed is set; as it is without."""
    notes: dict[str, Inlines] = field(default_factory=dict)
    """The notes of all texts, by the key that their signs lead to them by."""
    _markdown: MarkdownIt = field(default_factory=_reader)

    def blocks(self, rendered: str, path: Path) -> tuple[TextBlock, ...]:
        """The paragraphs, lists and tables of a text; its notes go to :attr:`notes`."""

        def tell(what: str, advice: str, line: int) -> None:
            place = self.places.of_text_line(line, *path)
            self.log.add(place, f"Markdown: {what}", advice, code="unfit-markdown")

        text = BlocksOfText(NotesOfText(self.places, self.log, path), tell)
        for token in self._markdown.parse(rendered):
            if token.type == "inline":
                line = line_of(token)
                text.words(self._inlines(token.children or [], path, line, text.notes))
            elif not text.take(token):
                self._refuse(token, path)
        self.notes.update(text.notes.checked())
        return text.made

    def _refuse(self, token: Token, path: Path) -> None:
        if token.type.endswith("_close"):
            return
        what = token.type.removesuffix("_open").replace("_", " ")
        self.log.add(
            self.places.of_text_line(line_of(token), *path),
            f"Markdown: a {what} cannot stand in a text",
            "use 'quote' or 'box' of the section"
            if what == "blockquote"
            else "use paragraphs, lists, tables, **strong**, *emphasis* and links",
            code="unfit-markdown",
        )

    def _read(self, content: str, path: Path, line: int) -> Iterator[Inline]:
        """Words, mentions and citations in turn."""
        tell_unread(content, self.places.of_text_line(line, *path), self.log)
        for number, piece in enumerate(CITATION.split(content)):
            yield from self.citing.read(piece, path, line) if number % 2 else self._pieces(piece)

    def _pieces(self, content: str) -> list[Inline]:
        """Words and mentions in turn."""
        return [
            Text(without_exceptions(piece)[0]) if isinstance(piece, str) else piece
            for piece in split_marks(content, self.mentions)
        ]

    def _inlines(
        self, tokens: Sequence[Token], path: Path, line: int, notes: NotesOfText
    ) -> Inlines:
        stack: list[tuple[str, list[Inline]]] = [("", [])]
        words = as_set(tokens, self.mentions, self.typography)
        for token in tokens:
            kind, _, end = token.type.rpartition("_")
            if end == "open" and (kind in _STYLES or kind == "link"):
                stack.append((str(token.attrs.get("href", "")), []))
            elif end == "close" and kind in _STYLES:
                children = tuple(stack.pop()[1])
                stack[-1][1].append(self._styled(_STYLES[kind], children, path, line))
            elif token.type == "link_close":
                href, found = stack.pop()
                stack[-1][1].append(self._linked(href, tuple(found), path, line))
            elif token.type == "footnote_ref":
                _end_tightly(stack[-1][1])
                stack[-1][1].append(notes.sign(str(token.meta["label"]), line))
            elif token.type in {"text", "code_inline", "text_special"}:
                is_text = token.type == "text"
                read = self._read(next(words), path, line) if is_text else ()
                stack[-1][1].extend(read or self._pieces(token.content))
            elif token.type in {"softbreak", "hardbreak"}:
                stack[-1][1].append(Text(" "))
                line += 1
            else:
                self._refuse(token, path)
        return tuple(stack[0][1])

    def _linked(self, href: str, children: Inlines, path: Path, line: int) -> Inline:
        """A link; one without words is what ``{{ figure.x }}`` leaves."""
        found = _POINTER.fullmatch(href)
        if children or not found:
            return Link(href, children)
        if path[-1] not in SENTENCES:
            refuse_here("a reference to a figure or table", self.places, self.log, path, line)
        return Pointer("figure" if found[1] == "figure" else "table", found[2])

    def _styled(self, style: StyleName, children: Inlines, path: Path, line: int) -> Inline:
        """Words in a style; raised or lowered digits are characters of their own: ``H₂O``."""
        wrong = ""
        if style in {"raised", "lowered"}:
            if any(isinstance(one, Mention) for one in children):
                wrong = "a figure cannot stand raised or lowered: it would read as another number"
            elif simple := with_raised_digits(style, children):
                return simple
        elif style == "struck" and path[-1] not in _RUNNING:
            wrong = "struck text cannot stand in a line that is also read without its styles"
        if wrong:
            place = self.places.of_text_line(line, *path)
            advice = "leave it out, or say it in the text of a section"
            self.log.add(place, f"Markdown: {wrong}", advice, code="unfit-markdown")
        return Styled(style, children)


def _end_tightly(words: list[Inline]) -> None:
    """Take the space at the end of words away: the sign of a note stands close behind them."""
    while words and isinstance(last := words[-1], Text) and last.text != last.text.rstrip():
        words.pop()
        if left := last.text.rstrip():
            words.append(Text(left))
