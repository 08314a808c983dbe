"""What happens between here and a server, told as it happens: the one seam for metrics and traces."""

from __future__ import annotations

from typing import Literal

State = Literal["open", "closed"]


class Observer:
    """Is told of requests, waits and limits; does nothing with it. To watch, override what is of interest. A method must be quick and never raise."""

    def request_ended(self, latency: float, status: str, tokens: int) -> None:
        """One attempt came to its end after `latency` seconds: "ok", or a failure's code (see `BackendError`), with the `tokens` it cost."""

    def retried(self, reason: str, wait: float) -> None:
        """An attempt that failed with the code `reason` is made again in `wait` seconds, or later where limits say so."""

    def circuit(self, state: State) -> None:
        """The server fails and is waited for ("open"), or is there again ("closed")."""

    def limit_changed(self, limit: int) -> None:
        """So many requests may be in flight from now on."""


SILENT = Observer()
