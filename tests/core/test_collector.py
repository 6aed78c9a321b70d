"""The garbage collector rests while a brief is made; asked for, it finds what that brief threw away."""

import gc
import weakref

from briefing.core.collector import collect, uncollected


class Ring:
    def __init__(self) -> None:
        self.itself = self


def test_circles_made_within_go_when_asked_for_and_nothing_stays_frozen():
    before = gc.get_freeze_count()
    with uncollected():
        assert not gc.isenabled()
        ring = weakref.ref(Ring())
        assert ring() is not None
        with uncollected():
            collect()
        assert ring() is None
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() <= before


def test_what_others_froze_stays_so():
    gc.freeze()
    try:
        count = gc.get_freeze_count()
        with uncollected():
            collect()
        assert gc.get_freeze_count() >= count - 10
    finally:
        gc.unfreeze()
