"""The search for garbage is put off, not put out."""

from __future__ import annotations

import gc

from extractor.run.garbage import search_seldom


def test_what_is_loaded_is_passed_over_and_the_rest_looked_at_seldom() -> None:
    before = gc.get_threshold()
    try:
        search_seldom()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
        assert 2_000 < gc.get_threshold()[0] < 100_000
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
