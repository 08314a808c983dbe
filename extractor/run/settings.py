"""What decides a run's records: only with the same settings may a run be continued."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from extractor.backends.base import Backend
from schemas.files import Run

_MOST = 4
"""Settings that are named."""
_LONGEST = 60
"""Characters of a setting that are shown."""


def new_run(version: str, kinds: Collection[str], backend: Backend, read_as: Mapping[str, Any] | None = None, **shown: Any) -> Run:
    """A run to be: call it before anything is sent.

    Args:
        read_as: how input is understood.
        shown: settings to write down that decide no record.
    """
    decided_by = deciding(version, kinds, backend)
    return Run(
        extractor_version=version,
        status="running",
        started=datetime.now().astimezone(),
        settings={**shown, "kinds": list(kinds), **backend.settings()},
        decided_by=decided_by,
        settings_sha256=fingerprint(decided_by),
        read_as=None if read_as is None else dict(read_as),
    )


def deciding(version: str, kinds: Collection[str], backend: Backend) -> dict[str, Any]:
    """All that decides the records of an article, as asked for: call it before anything is sent. As run.json gives it back."""
    found: dict[str, Any] = json.loads(json.dumps({"extractor_version": version, "kinds": list(kinds), **backend.settings()}, default=str))
    return found


def fingerprint(settings: Mapping[str, Any]) -> str:
    """sha256 of `settings`."""
    return hashlib.sha256(json.dumps(settings, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """What differs: `model: gpt-4.1-mini -> gpt-4.1`. Of another backend, only that; of many, the first."""
    before, after = dict(_flat(old)), dict(_flat(new))
    names = [name for name in {**before, **after} if _shown(before, name) != _shown(after, name) or before.get(name) != after.get(name)]
    shown = ["backend"] if "backend" in names else names[:_MOST]
    more = f"; and {len(names) - len(shown)} more" if len(names) > len(shown) and "backend" not in names else ""
    return "; ".join(f"{name}: {_shown(before, name)} -> {_shown(after, name)}" for name in shown) + more


def _flat(settings: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield above + name, value


def _shown(settings: Mapping[str, Any], name: str) -> str:
    value = settings.get(name, "none")
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:12]}…"
