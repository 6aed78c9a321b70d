"""The same page is laid out once by the tests of a process: many of them build the same small brief.

Of a build also the pages that it has in the end are kept, which were moved after they were laid out; where a
test counts layouts or sets budgets, a build works as it does elsewhere.

That the same page gives the same bytes each time is held by tests which lay each page out anew: they
use the fixture ``each_page_anew``.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from briefing.app.build import pipeline
from briefing.core import budgets
from briefing.core.attachment import Attachment
from briefing.core.document import Document
from briefing.core.plot import DrawnSize
from briefing.writers.house.fonts import Typefaces
from briefing.writers.house.house import House, shipped_house
from briefing.writers.html.arrangement import Hints
from briefing.writers.pdf import filling, pdf
from briefing.writers.pdf.boxes import Rendered, page_boxes
from briefing.writers.pdf.filling import Layouts
from briefing.writers.pdf.learned import Learned
from briefing.writers.pdf.pdf import LaidOut
from briefing.writers.pdf.remembered import Memory

MOST_PAGES = 12
"""So many layouts are kept, the last used ones; one of an example takes some 20 MB."""


@dataclass(slots=True)
class _Kept:
    laid: LaidOut
    files: dict[tuple[object, ...], bytes] = field(default_factory=dict)


@dataclass(slots=True)
class _Filled(_Kept):
    """The pages that a brief has in the end, and what was known of them."""

    learned: Learned = field(default_factory=Learned)


class SharedPages:
    """Pages by what they were made from, and the files that were written from them."""

    def __init__(self) -> None:
        self.rest = False
        """Whether each page is laid out anew."""
        self._kept: OrderedDict[tuple[str, Typefaces], _Kept] = OrderedDict()
        self._filled: OrderedDict[object, _Filled] = OrderedDict()
        self._lay_out, self._spread, self._written = pdf.lay_out, filling.spread, LaidOut.written

    def share(self) -> None:
        """Stand between the program and its page layout from now on."""
        pages = self

        def written(
            laid: LaidOut, attachments: Sequence[Attachment] = (), moment: datetime | None = None
        ) -> bytes:
            return pages.written(laid, attachments, moment)

        for module in (pdf, filling):
            module.lay_out = self.lay_out
        filling.spread = self.spread
        LaidOut.written = written

        class Shared(Layouts):
            """Layouts of a build, which ends with those of the same brief that was built before."""

            asked: tuple[str, ...] = ()
            """The pages that were laid out before the last ones."""

            def _page(self, document: Document, hints: Hints) -> str:
                page = super()._page(document, hints)
                self.asked += (page,)
                return page

            def final(self, document: Document, least: int = 1) -> LaidOut:
                is_counted = filling.lay_out != pages.lay_out
                if pages.rest or budgets._ALLOWED or not self.asked or is_counted:
                    return super().final(document, least)
                key = (*self.asked, pickle.dumps(document), least, self.house.faces)
                if key not in pages._filled:
                    laid = super().final(document, least)
                    pages._filled[key] = _Filled(laid, learned=self._learned)
                pages._filled.move_to_end(key)
                if len(pages._filled) > MOST_PAGES:
                    pages._filled.popitem(last=False)
                self._learned = pages._filled[key].learned
                return replace(pages._filled[key].laid, document=document)

        pipeline.Layouts = Shared

    def lay_out(
        self,
        html: str,
        document: Document,
        *,
        house: House | None = None,
        memory: Memory | None = None,
        sizes: Mapping[str, DrawnSize] | None = None,
    ) -> LaidOut:
        """Pages as the program makes them, or made before from the same."""
        if self.rest:
            return self._lay_out(html, document, house=house, memory=memory, sizes=sizes)
        key = (html, (house or shipped_house()).faces)
        if key not in self._kept:
            laid = self._lay_out(html, document, house=house, memory=memory, sizes=sizes)
            self._kept[key] = _Kept(laid)
        self._kept.move_to_end(key)
        if len(self._kept) > MOST_PAGES:
            self._kept.popitem(last=False)
        return replace(self._kept[key].laid, document=document)

    def spread(self, rendered: Rendered, numbers: Mapping[int, Mapping[str, float]]) -> None:
        """Move what stands on pages, which are then no longer what their source alone makes.

        Nor are they where they were put together with pages of another layout.
        """
        boxes = {id(box) for box in page_boxes(rendered)}
        is_moved = any(numbers.values())
        for kept in (self._kept, self._filled):
            for key, one in list(kept.items()):
                is_other = one.laid.rendered is not rendered
                if (is_moved or is_other) and boxes & {id(box) for box in one.laid.boxes}:
                    del kept[key]
        self._spread(rendered, numbers)

    def written(
        self, laid: LaidOut, attachments: Sequence[Attachment], moment: datetime | None
    ) -> bytes:
        """The file as the program writes it, or as it wrote it before."""
        every = (*self._kept.values(), *self._filled.values())
        kept = next((one for one in every if one.laid.rendered is laid.rendered), None)
        if self.rest or not kept:
            return self._written(laid, attachments, moment)
        key = (pickle.dumps(laid.document), tuple(attachments), moment)
        if key not in kept.files:
            kept.files[key] = self._written(laid, attachments, moment)
        return kept.files[key]
