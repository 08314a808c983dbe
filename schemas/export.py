"""The JSON Schemas of records and of a run's files, as published in schemas/json/."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

import schemas
from schemas.files import ArticleResult, Rejection, Review, Run

FOLDER = Path(__file__).parent / "json"


def json_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema by name: each record kind; and `article`, `rejection`, `review` and `run` for a run's files."""
    models: dict[str, type[BaseModel]] = {kind.name: kind.record for kind in schemas.KINDS.values()}
    models |= {"article": ArticleResult, "rejection": Rejection, "review": Review, "run": Run}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {name: head | model.model_json_schema(mode="serialization") for name, model in models.items()}


def rendered() -> dict[str, str]:
    """The files of schemas/json/ by name, as they should stand there."""
    return {f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in json_schemas().items()}


def write(folder: Path = FOLDER) -> None:
    """Write schemas/json/ anew."""
    folder.mkdir(exist_ok=True)
    for name, content in rendered().items():
        (folder / name).write_text(content, encoding="utf-8")
