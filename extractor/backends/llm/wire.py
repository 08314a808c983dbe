"""Requests as JSON text: what is the same in every request is encoded once, and each article's text once for the wire and for its key."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Any

Encode = Callable[[Any], str]

_plain: Encode = json.JSONEncoder(separators=(",", ":")).encode
_sorted: Encode = json.JSONEncoder(separators=(",", ":"), sort_keys=True).encode
_unescaped: Encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
_text: Encode = lru_cache(maxsize=256)(_plain)


class Constant(dict[str, Any]):
    """A part of requests that never changes; its JSON is computed once."""

    @cached_property
    def plain(self) -> str:
        return _plain(self)

    @cached_property
    def sorted(self) -> str:
        return _sorted(self)

    @cached_property
    def length(self) -> int:
        """Characters of its JSON."""
        return len(_unescaped(self))


def payload(body: Mapping[str, Any]) -> bytes:
    """What goes over the wire: the JSON of `body`, in its own order."""
    return "".join(("{", ",".join(f"{_text(name)}:{_value(value, False)}" for name, value in body.items()), "}")).encode()


def canonical(body: Mapping[str, Any]) -> str:
    """The JSON of `body` with all names in alphabetical order: the same for equal bodies."""
    return "".join(("{", ",".join(f"{_text(name)}:{_value(body[name], True)}" for name in sorted(body)), "}"))


def characters(body: Mapping[str, Any]) -> int:
    """Characters of all messages and of the schema, as sent."""
    messages = sum(len(message.get("content") or "") + _length(message.get("tool_calls")) for message in body["messages"])
    return messages + _length(body.get("response_format")) + _length(body.get("tools"))


def _value(value: Any, ordered: bool) -> str:
    if isinstance(value, Constant):
        return value.sorted if ordered else value.plain
    if isinstance(value, list):
        return f"[{','.join([_value(item, ordered) for item in value])}]"
    if isinstance(value, dict):
        names = sorted(value) if ordered else value
        return f"{{{','.join([f'{_text(name)}:{_value(value[name], ordered)}' for name in names])}}}"
    return _text(value) if isinstance(value, str) else _plain(value)


def _length(part: object) -> int:
    if isinstance(part, Constant):
        return part.length
    if isinstance(part, list):
        return sum(map(_length, part)) + len(part) + 1 if part else 0
    return len(_unescaped(part)) if part else 0
