"""Pages that are full: a document is laid out, looked at, and laid out again with better hints.

What the first layout measured is reckoned as whole pages, in the manner of each design; the cheapest
arrangement is tried, and where its pages turn out otherwise, another one. Then the space between
sections grows, so that pages end at one height. The number of pages never grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from sys import maxsize

from briefing.core.budgets import Budget
from briefing.core.collector import collect
from briefing.core.document import Document
from briefing.core.memory import watched_memory
from briefing.core.parts import Measured, Setting
from briefing.core.plot import Pictures
from briefing.core.problems import UnusableInput
from briefing.core.type_scale import type_scale
from briefing.core.workspace import Workspace
from briefing.writers.drawing.painter import Painter
from briefing.writers.house.house import House
from briefing.writers.html.arrangement import NO_HINTS, Hints
from briefing.writers.html.drawn_sizes import drawn_sizes
from briefing.writers.html.page import write_html
from briefing.writers.pdf.annex_apart import annex_alone, with_annex
from briefing.writers.pdf.annex_rows import (
    MOST_BELOW,
    apart_to_fill,
    first_annex_rows,
    most_rows_in,
    nearer_to_save,
    rows_below,
    without_annex_rows,
)
from briefing.writers.pdf.baselines import line_of, off_grid
from briefing.writers.pdf.column_pages import best_columns, column_heights
from briefing.writers.pdf.learned import Learned, uses_on
from briefing.writers.pdf.measuring import measure
from briefing.writers.pdf.page_breaking import HALF
from briefing.writers.pdf.page_cost import check_cost, elements_of, few_pages
from briefing.writers.pdf.pdf import LaidOut, lay_out
from briefing.writers.pdf.placing import best_again, best_first
from briefing.writers.pdf.remembered import memory_for
from briefing.writers.pdf.sheets import feathered, sheets_of
from briefing.writers.pdf.spacings import CLOSEST, Spacing, spacing_of
from briefing.writers.pdf.spreading import spread
from briefing.writers.pdf.tries import (
    CLOSE_DRAWINGS,
    CLOSER,
    Try,
    closer,
    drawings_grown,
    look_at,
    paper_of,
    stays_across,
)

_WORTH = 3.0
"""What another arrangement must save to be tried."""
_PLACED = 2
"""How many arrangements that were reckoned are tried."""
_UNRECKONED = frozenset({"one-pager", "in-focus"})
"""Designs whose pages are not reckoned: parts stand side by side."""
PLAIN = "BRIEFING_PLAIN_PAGES"
"""Set in the environment, the layout library works as it is, and remembers nothing."""
MOST_LAYOUTS = 3
"""How many times a brief is laid out at most."""
_ONE_PAGE = 240
"""Elements that a brief of one page may have: it is laid out once, with its annex."""


class Layouts:
    """Lays one brief out, three times at most and once more with its annex, and keeps the pages of each try.

    Of a brief of several pages the annex is laid out last, when it is known which pages use each figure.
    """

    def __init__(
        self, templates: Sequence[Workspace], house: House, pictures: Pictures | None = None
    ) -> None:
        self.templates, self.house = templates, house
        self.pictures = pictures or Painter(house.style)
        self.left = MOST_LAYOUTS
        """How many more times a document may be laid out."""
        self._tries: list[Try] = []
        self._learned = Learned()
        self._remembers = not any(one.environment(PLAIN) for one in templates)

    @property
    def cost(self) -> int:
        """How many elements the pages have that are kept."""
        return sum(one.cost for one in self._tries)

    @property
    def has_contents(self) -> bool:
        """Whether there are so many pages that they begin with a table of contents."""
        return self._learned.contents

    def measured(self, document: Document, setting: Setting = "usual") -> Measured:
        """How long the parts of a document are; on pages of that setting."""
        if setting != "usual":
            hints = self._closest(document)
            if setting == "closest":
                hints = replace(hints, leading=CLOSEST)
            return measure(self._tried(document, hints).laid.body, document)
        hints = replace(NO_HINTS, across=self._stays_across(document))
        found = measure(self._tried(document, hints).laid.body, document)
        return replace(found, closer=CLOSER.get(document.design, 1.0))

    def final(self, document: Document, least: int = 1) -> LaidOut:
        """The pages of the document, annex and all, filled as well as can be; never fewer than ``least``."""
        best = self._told(self._improved(self._last(document), least))
        spread(best.laid.rendered, feathered(best.sheets))
        hints = best.hints
        scale = type_scale(document.design).set(larger=hints.larger, leading=hints.leading)
        step, size = line_of(scale, tight=hints.tight)
        spread(best.laid.rendered, off_grid(best.laid.body, step, size))
        return best.laid

    def _last(self, document: Document) -> Try:
        """The last try of a document; one that is made now where there is none."""
        known = (one for one in reversed(self._tries) if one.document is document)
        return next(known, None) or self._tried(document, NO_HINTS)

    def _told(self, best: Try) -> Try:
        """The same pages with an annex that names all of them that use a figure; of one page the first use does."""
        is_long = 2 * best.cost > Budget.ELEMENTS.most
        is_done = best.is_told or len(best.sheets) == 1 or not best.document.annex or is_long
        if best.is_whole and is_done and not best.has_room:
            return best
        used = uses_on(best.laid.body, best.document) if len(best.sheets) > 1 else {}
        self._learned = replace(self._learned, used=used, of=best.document)
        if not best.has_room and (whole := with_annex(best.laid, partial(self._alone, best))):
            return replace(best, laid=whole, is_told=True, is_whole=True)
        document, hints, count = best.document, best.hints, len(best.sheets)
        gap = best.sheets[-1].gap if best.has_room else 0.0
        self._tries.clear()
        del best  # its pages make room for those to come
        collect()
        last = self._with_annex(document, hints, count, gap)
        apart = nearer_to_save(last.laid.body, last.laid.boxes[len(last.sheets) :])
        if not apart or 2 * last.cost > Budget.ELEMENTS.most:
            return last
        pages, nearer = len(last.laid.boxes), replace(hints, annex_apart=apart)
        self._tries.clear()
        del last
        collect()
        other = self._with_annex(document, nearer, count, gap)
        if len(other.laid.boxes) < pages:
            return other
        return self._with_annex(document, hints, count, gap)

    def _alone(self, best: Try, apart: float) -> LaidOut | None:
        """The annex of pages alone, whose rows stand so far apart; ``None`` where a template makes another."""
        hints = replace(best.hints, annex_apart=apart or best.hints.annex_apart)
        page = annex_alone(self._page(best.document, hints), best.laid.body)
        return self._laid(page, best.document, hints) if page else None

    def _with_annex(self, document: Document, hints: Hints, count: int, gap: float) -> Try:
        """So many pages with their annex, which begins on the last of them where that has room, in pixels."""
        if gap:
            below = self._below(document, hints, count, gap)
            if below and len(below.sheets) == count:
                return below
        self.left += 1
        return self._tried(document, hints, is_last=True)

    def _below(self, document: Document, hints: Hints, count: int, gap: float) -> Try | None:
        """The pages with an annex that begins below the brief, on the last of so many pages.

        How many of its rows have room there is seen on pages on which more of them follow.
        """
        page = self._page(document, replace(hints, annex_rows=maxsize))
        look = first_annex_rows(page, most_rows_in(gap))
        body = self._laid(look, document, hints).body
        if look != page and len(body) == count:  # more of them have room
            look = first_annex_rows(page, MOST_BELOW)
            body = self._laid(look, document, hints).body
        rows = rows_below(body, count - 1)
        if rows is None:
            return None
        is_all = look == page and len(body) == count and not hints.annex_apart
        apart = apart_to_fill(body[-1], rows) if is_all else hints.annex_apart
        self.left += 1
        below = replace(hints, annex_rows=rows, annex_apart=apart)
        return self._tried(document, below, is_last=True)

    def _tried(self, document: Document, hints: Hints, *, is_last: bool = False) -> Try:
        """One more layout; of the annex no more than its beginning, unless it is the last or only one."""
        if not self.left:
            raise RuntimeError(f"'{document.id}' was laid out {MOST_LAYOUTS} times already")
        self.left -= 1
        page = self._page(document, hints)
        check_cost(page)
        whole, body = page, without_annex_rows(page)
        if not is_last and elements_of(body) > _ONE_PAGE:
            page = body
        cost = elements_of(page)
        self._let_go(cost)
        laid = self._laid(page, document, hints)
        Budget.PAGES.check(len(laid.boxes))
        before = self._learned
        self._learned = before.after(laid.boxes, laid.body, document, page)
        if self._learned.is_other_page(before):
            self.left += 1
            return self._tried(document, hints, is_last=is_last)
        is_told = before.of is document and self._learned.used == before.used
        sheets = sheets_of(laid.body)
        self._tries.append(Try(document, hints, laid, sheets, cost, is_told, page == whole))
        return self._tries[-1]

    def _page(self, document: Document, hints: Hints) -> str:
        """The document as it is laid out, with what is known of its pages."""
        return write_html(
            document,
            templates=self.templates,
            for_print=True,
            house=self.house,
            pictures=self.pictures,
            hints=self._learned.onto(hints, document),
        )

    def _laid(self, page: str, document: Document, hints: Hints) -> LaidOut:
        memory = memory_for(page, self.house.faces) if self._remembers else None
        with watched_memory(Budget.PAGE_MEMORY), few_pages():
            sizes = drawn_sizes(document, hints)
            return lay_out(page, document, house=self.house, memory=memory, sizes=sizes)

    def _let_go(self, coming: int) -> None:
        """Forget earlier pages where they would take too much memory beside those to come.

        Each may be laid out again.
        """
        while self._tries and self.cost + coming > Budget.ELEMENTS.most:
            self._tries.pop(0)
            self.left += 1

    def _closest(self, document: Document) -> Hints:
        """Everything a little smaller; key figures stand where they make the page no longer."""
        if self._tries and self._tries[-1].hints.tight:
            return self._tries[-1].hints
        columns = measure(self._tries[-1].laid.body, document).columns if self._tries else {}
        is_across = columns.get("narrow", 0.0) > columns.get("broad", 0.0)
        is_across = is_across or self._stays_across(document)
        return Hints(tight=True, across=is_across, taller=CLOSE_DRAWINGS)

    def _stays_across(self, document: Document) -> bool:
        return bool(self._tries) and stays_across(self._tries[-1], document)

    def _improved(self, best: Try, least: int) -> Try:
        """The best of a few other arrangements, as many as may still be tried."""
        if best.document.design not in _UNRECKONED:
            return self._placed(best, least)
        if self.left and 2 * best.cost <= Budget.ELEMENTS.most and (hints := closer(best, least)):
            other = self._tried(best.document, hints)
            if len(other.sheets) in range(least, len(best.sheets)):
                best = other
        if best.document.design == "in-focus":
            return self._in_columns(best, least)
        return self._high(self._level(best))

    def _level(self, best: Try) -> Try:
        """A page whose narrow column is much the longer: its key figures stand across both, where that is better."""
        if not best.is_lopsided or not self.left or 2 * best.cost > Budget.ELEMENTS.most:
            return best
        other = self._drawn(best.document, replace(best.hints, across=True))
        return other if other and other.hole < best.hole else best

    def _high(self, best: Try) -> Try:
        """A page that is not full is filled by its drawings."""
        hints = drawings_grown(best)
        if hints is None or not self.left or 2 * best.cost > Budget.ELEMENTS.most:
            return best
        other = self._drawn(best.document, hints)
        return other if other and other.is_fuller(best) else best

    def _in_columns(self, best: Try, least: int) -> Try:
        """The best arrangement of pages of two columns; where they turn out otherwise, the next one."""
        document, pages = best.document, range(least, len(best.sheets) + 1)
        if self.left and document.annex and min(best.fills[:-1], default=1.0) < HALF:
            # Columns cannot be parted for sources that have no room below them: all went along to the next page.
            other = self._drawn(document, replace(best.hints, foot_alone=True))
            if other and other.is_better(best):
                best = other
        if self.left and best.is_before_advice and 2 * best.cost <= Budget.ELEMENTS.most:
            other = self._drawn(document, replace(best.hints, advice_parted=True))
            if other and other.is_better(best):
                best = other
        heights = column_heights(best.laid.body, document, best.hints)
        found = best_columns(document, heights, paper_of(best), best.hints, pages)
        tried: set[tuple[frozenset[str], Spacing]] = set()
        for plan in found:
            if not self.left or 2 * best.cost > Budget.ELEMENTS.most:
                break
            if plan.cost > best.price - _WORTH or plan.hints.is_as(best.hints):
                break
            if (at := (plan.broad, spacing_of(plan.hints))) in tried:
                continue
            tried.add(at)
            other = self._drawn(document, plan.hints)
            if other and other.is_better(best):
                best = other
        return best

    def _placed(self, best: Try, least: int) -> Try:
        """The arrangement of least cost of those that are reckoned; the best that was tried."""
        document = best.document
        pages = range(least, (document.pages or len(best.sheets)) + 1)
        first = then = look_at(best)
        tried: list[Hints] = []
        is_too_large = False  # larger type took a page more than was reckoned
        while self.left and len(tried) < _PLACED and 2 * best.cost <= Budget.ELEMENTS.most:
            every = (
                best_again(document, first, then, pages)
                if tried
                else best_first(document, first, pages)
            )
            found = [
                one
                for one in every
                if one.hints not in tried and not (one.hints.larger and is_too_large)
            ]
            if not found or found[0].cost > best.price - _WORTH or found[0].hints.is_as(best.hints):
                break
            tried.append(found[0].hints)
            other = self._drawn(document, found[0].hints)
            if other and len(other.sheets) in pages and other.is_better(best) and other.is_untorn:
                best = other
                if best.price < found[0].cost + _WORTH:
                    break
            then = look_at(other) if other else first
            is_longer = other is not None and len(other.sheets) > len(found[0].fills)
            is_too_large = found[0].hints.larger and is_longer
        return best

    def _drawn(self, document: Document, hints: Hints) -> Try | None:
        """Another try; none where a chart cannot be drawn in the size that it would have."""
        try:
            return self._tried(document, hints)
        except UnusableInput:
            self.left += 1
            return None
