"""Whether the server is there at all. While it is not, nobody asks but one at a time, and nobody's attempts are used up. Pure: the caller reads the clock."""

from __future__ import annotations

from collections.abc import Callable

from extractor.backends.llm.observer import State

_ENOUGH = 5
"""Different requests that fail one after the other before the server counts as gone."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_LONGEST_OWN_PAUSE = 5.0
"""Seconds between probes where the server is there and fails: a few requests that it can't bear shall not look like an outage."""


class Circuit:
    """Opens when several requests fail in a row without an answer between them; closes with the first answer."""

    def __init__(self, outage: float, changed: Callable[[State], None] = lambda _: None, enough: int = _ENOUGH) -> None:
        """`outage`: seconds for which a server may be gone, as it counts after `enough` different failures. `changed` is told of each opening and closing."""
        self._outage = outage
        self._enough = enough
        self._changed = changed
        self._failed: set[int] = set()
        self._opened: float | None = None
        self._pause = _FIRST_PAUSE
        self._next_probe = 0.0
        self._probing = False

    @property
    def is_open(self) -> bool:
        return self._opened is not None

    def wait(self, now: float) -> float:
        """Seconds until a request may go; 0 if now. While a probe is out, one that comes back is waited for."""
        if self._opened is None:
            return 0.0
        return _FIRST_PAUSE if self._probing else max(0.0, self._next_probe - now)

    def enter(self) -> bool:
        """A request goes out, for which `wait` has been 0; whether it is a probe."""
        self._probing = self.is_open
        return self._probing

    def abandoned(self, probe: bool) -> None:
        """A request ended without telling anything: it was cancelled."""
        if probe:
            self._probing = False

    def answered(self) -> None:
        """The server has answered, whatever it said."""
        self._failed.clear()
        self._probing = False
        if self._opened is not None:
            self._opened = None
            self._pause = _FIRST_PAUSE
            self._changed("closed")

    def failed(self, request: int, probe: bool, now: float, *, own: bool = False) -> None:
        """`request` found no server, no answer in time, or a server that fails; `own`: it may be this request that makes it fail."""
        if self._opened is None:
            self._failed.add(request)
            if len(self._failed) >= self._enough:
                self._opened = now
                self._next_probe = now + self._pause
                self._changed("open")
        elif probe:
            self._probing = False
            self._pause = min(_LONGEST_OWN_PAUSE if own else _LONGEST_PAUSE, 2 * self._pause)
            self._next_probe = now + self._pause

    def lasts_too_long(self, now: float) -> bool:
        """Whether the server has been gone for longer than may be."""
        return self._opened is not None and now - self._opened >= self._outage
