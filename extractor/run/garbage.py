"""Python's search for garbage, set for a process that makes many small objects and keeps few."""

from __future__ import annotations

import gc

_YOUNG = 20_000
"""Objects made since the last search before the next: an article makes some thousands, nearly all of which go by themselves."""


def search_seldom() -> None:
    """To be called once, when all is loaded: what is there by then stays, and looking through it would stop all requests again and again."""
    gc.freeze()
    gc.set_threshold(_YOUNG)
