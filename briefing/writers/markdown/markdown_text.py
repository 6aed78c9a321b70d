"""Texts in Markdown: inline nodes and plain words to CommonMark, cells to a GFM table.

Whatever a text holds, a reader sees its words and no markup that they happen to spell: a
character that could begin or end some is escaped where it could, and left alone elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefing.core.text_nodes import (
    Inline,
    Inlines,
    Link,
    Pointer,
    Side,
    Styled,
    Text,
    characters,
    is_note,
)

_EDGE = "\0"
"""Stands beside words where markup begins or ends, while what must be escaped is looked for."""
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_SPECIAL = re.compile(
    r"[\\`*\[\]~]"  # code, emphasis, links, strikethrough
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word it is a letter like others
    r"|<(?=[A-Za-z/!?\0])"  # HTML and bare links; not "<5"
    r"|&(?=#?\w+;)"  # entities; not "mine & mill"
    r"|!(?=\0)"  # before a link it would make an image
    r"|(?<=\S)\$"  # ends a formula on GitHub and in Pandoc; not " $56"
    r"|\A(?:>|\#(?=[#\s]|\Z)|-(?=[-\s]|\Z)|\+(?=\s|\Z))"  # quote, heading, list, rule
    r"|(?<=\s)\#(?=\#*\Z)"  # closes a heading
    r"|(?<=\A\d)[.)](?=\s|\Z)|(?<=\A\d\d)[.)](?=\s|\Z)"  # numbered lists
    r"|(?<=\A\d{3})[.)](?=\s|\Z)|(?<=\A\d{4})[.)](?=\s|\Z)"
)
_IN_ADDRESS = re.compile(r"""[\s<>()\\`|"\0]""")
_IN_AUTOLINK = re.compile(r"[\s<>\0]")
_SCHEMES = ("https://", "http://", "mailto:")
_MARKUP = {"strong": ("**", "strong"), "emphasis": ("*", "em"), "struck": ("~~", "s")}
_RULES: dict[Side, str] = {"left": "---", "center": ":---:", "right": "---:"}
_TAGS = {"raised": "sup", "lowered": "sub"}
_ENDS = frozenset(".,;:!?)")


def line_of(inlines: Inlines) -> str:
    """A text as one line of Markdown."""
    return _written(inlines, "").strip()


def words(text: str) -> str:
    """Plain words as one line of Markdown."""
    return line_of((Text(text),))


def autolink(url: str) -> str:
    """An address that shows itself, or only its words where no browser should follow it."""
    return f"<{_IN_AUTOLINK.sub(_percent, url)}>" if url.startswith(_SCHEMES) else words(url)


def raised(mark: str) -> str:
    """A status mark as a superscript; nothing without one."""
    return f"<sup>{words(mark)}</sup>" if mark else ""


def grid(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: bool = False,
    sides: Sequence[Side] = (),
) -> str:
    """A GFM table of cells that are Markdown already.

    ``numbers`` sets all columns but the first flush right; ``sides`` says it for each.
    """
    rule = ["---", *["---:" if numbers else "---"] * (len(head) - 1)]
    if sides:
        rule = [_RULES[one] for one in sides]
    return "\n".join(_row(cells) for cells in (head, rule, *rows))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _written(inlines: Inlines, edge: str) -> str:
    """The words with their markup. ``edge`` stands around them: empty, or the mark of markup."""
    parts = list(_merged(inlines))
    if not edge and parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    last = len(parts) - 1
    texts = [
        _escaped(part, _EDGE if place else edge, edge if place == last else _EDGE)
        if isinstance(part, str)
        else f"[^{part.text}]"
        if isinstance(part, Pointer)
        else _written(part.children, _EDGE)
        for place, part in enumerate(parts)
    ]
    done = ""
    for place, (part, body) in enumerate(zip(parts, texts, strict=True)):
        after = "".join(texts[place + 1 :])[:1] or edge
        if isinstance(part, Styled | Link):
            done += _marked(part, body, done[-1:] or edge, after)
        else:
            done += body
    return done


def _merged(inlines: Inlines) -> Iterator[str | Styled | Link | Pointer]:
    """Words and figures that follow each other as one text; what bears markup stands by itself.

    A reference to a figure is a link; the sign of a note stands as it is.
    """
    text = ""
    for one in inlines:
        node: Inline = one
        if isinstance(one, Pointer) and not is_note(one):
            node = Link(f"#{one.anchor}", (Text(one.text),))
        said = characters((node,))
        if isinstance(node, Styled | Link | Pointer) and said.strip():
            if text:
                yield text
            yield node
            text = ""
        else:
            text = _SPACES.sub(" ", text + said.replace(_EDGE, "\ufffd"))
    if text:
        yield text


def _escaped(text: str, before: str, after: str) -> str:
    found = _SPECIAL.sub(r"\\\g<0>", f"{before}{text}{after}")
    return found.removeprefix(before).removesuffix(after)


def _marked(node: Styled | Link, body: str, before: str, after: str) -> str:
    """The body in its markup, spaces at its ends outside of it."""
    core = body.strip()
    if not core:
        return body
    start, _, end = body.partition(core)
    if isinstance(node, Link):
        return f"{start}{_linked(node, core)}{end}"
    if node.style in _TAGS:
        return f"{start}<{_TAGS[node.style]}>{core}</{_TAGS[node.style]}>{end}"
    mark, tag = _MARKUP[node.style]
    opens = (start or before or " ").isspace() and not core.startswith("*")
    closes = ((end or after or " ").isspace() or after in _ENDS) and not core.endswith("*")
    if opens and closes:
        return f"{start}{mark}{core}{mark}{end}"
    return f"{start}<{tag}>{core}</{tag}>{end}"


def _linked(node: Link, core: str) -> str:
    if not node.url.startswith((*_SCHEMES, "#")):
        return core
    return f"[{core}]({_IN_ADDRESS.sub(_percent, node.url).replace('&', '&amp;')})"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
