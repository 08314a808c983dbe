"""Reading ahead: files are read and decoded in a thread of their own, a little before their turn, so that the event loop never waits for a disk."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from threading import Condition, Thread

from extractor.article import Article
from extractor.run.readers import Item

_MOST = 1_000_000
"""Code points that are read ahead of the articles in work."""
_EACH = 1_000
"""What an item counts for besides its text."""


class ReadAhead:
    """An async iterator over `items`, within one event loop. What they raise is raised in its place. Call `close` when done with it."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = items
        self._loop = asyncio.get_running_loop()
        self._room = Condition()
        self._ready: deque[Item] = deque()
        self._size = 0
        self._taken: deque[Item] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self._ended = self._closed = False
        self._error: BaseException | None = None
        # A daemon: a reader that hangs (standard input, a network disk) never keeps the process from ending.
        Thread(target=self._read, daemon=True, name="reader").start()

    def __aiter__(self) -> ReadAhead:
        return self

    async def __anext__(self) -> Item:
        while not self._taken:
            with self._room:
                self._taken, self._ready, self._size = self._ready, deque(), 0
                self._room.notify()
                if not self._taken and self._ended:
                    raise self._error or StopAsyncIteration
                self._waiter = waiter = None if self._taken else self._loop.create_future()
            if waiter is not None:
                await waiter
        return self._taken.popleft()

    def close(self) -> None:
        """Read no more."""
        with self._room:
            self._closed = True
            self._room.notify()

    def _read(self) -> None:
        try:
            for item in self._items:
                if not self._hand_over(item):
                    return
        except BaseException as error:
            self._error = error
        with self._room:
            self._ended = True
            self._wake()

    def _hand_over(self, item: Item) -> bool:
        with self._room:
            while self._size >= _MOST and not self._closed:
                self._room.wait()
            if not self._closed:
                self._ready.append(item)
                self._size += _EACH + (len(item.text) if isinstance(item, Article) else 0)
                self._wake()
            return not self._closed

    def _wake(self) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not self._closed:
            self._loop.call_soon_threadsafe(_release, waiter)


def _release(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
