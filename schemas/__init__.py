"""What a record is: one module a kind, draft and record side by side. Never how records are made.

A new kind is a new module here with a `KIND`; nothing else lists the kinds.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Any

from schemas.common import Kind, Record


def _find_kinds() -> dict[str, Kind]:
    modules = (importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    found = [module.KIND for module in modules if hasattr(module, "KIND")]
    return {kind.name: kind for kind in sorted(found, key=lambda kind: kind.name)}


KINDS: Mapping[str, Kind] = _find_kinds()
"""All record kinds by name."""


def parse_record(data: Mapping[str, Any]) -> Record:
    """The record that `data` (a line of records.jsonl, decoded) describes.

    Raises:
        KeyError: `kind` is missing or unknown.
        pydantic.ValidationError: a field is missing, unknown or malformed.
    """
    return KINDS[data["kind"]].record.model_validate(data)
