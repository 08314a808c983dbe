"""The schema that is sent and the parsing of what comes back."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest
from instructor import OpenAISchema
from pydantic import ValidationError

from extractor.backends.llm.answer import answer_model
from extractor.backends.llm.asking import Broken
from schemas import KINDS
from tests.backends.llm.conftest import KILLED, SAID

COMBINATIONS = [kinds for size in range(1, len(KINDS) + 1) for kinds in itertools.combinations(KINDS, size)]


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list):
        for item in node:
            yield from _nodes(item)


@pytest.mark.parametrize("kinds", COMBINATIONS, ids="+".join)
def test_the_schema_is_one_that_strict_mode_takes(kinds: tuple[str, ...]) -> None:
    schema = answer_model(kinds).request_schema
    assert list(schema["properties"]) == [KINDS[kind].field for kind in kinds]
    objects = [node for node in _nodes(schema) if node.get("type") == "object"]
    assert len(objects) > len(kinds)
    for node in objects:
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])
    for node in _nodes({"": schema}):
        assert not set(node) & {"minLength", "minItems", "default", "format", "prefixItems"}
        assert not isinstance(node.get("title"), str)
        assert "$ref" not in node or len(node) == 1, "strict mode takes no neighbours of a $ref"


def test_all_references_lead_somewhere() -> None:
    schema = answer_model(tuple(KINDS)).request_schema
    references = {node["$ref"].removeprefix("#/$defs/") for node in _nodes(schema) if "$ref" in node}
    assert references == set(schema["$defs"])


def test_models_are_made_once_and_instructor_takes_them_as_they_are() -> None:
    model = answer_model(("quote",))
    assert model is answer_model(("quote",))
    assert issubclass(model, OpenAISchema)


def test_what_instructor_writes_into_the_schema_stays_there() -> None:
    model = answer_model(("quote",))
    model.model_json_schema()["description"] = "changed"
    assert model.model_json_schema()["description"] != "changed"
    assert "description" not in model.request_schema


def _items(content: object, kinds: tuple[str, ...] = ("casualty", "quote")) -> list[tuple[str, Any]]:
    return list(answer_model(kinds).model_validate_json(json.dumps(content), strict=False).items())


@pytest.mark.parametrize(
    "content",
    [
        {"casualties": [KILLED], "quotes": [SAID]},
        {"quotes": [SAID], "casualties": [KILLED]},
        {"casualties": [KILLED], "quotes": [SAID], "notes": "done"},
        {"casualties": [{name: value for name, value in KILLED.items() if value is not None}], "quotes": [{**SAID, "extra": None, "form": "direct"}, SAID]},
    ],
    ids=["as asked", "other order", "more than asked", "nulls left out, one item broken"],
)
def test_drafts_come_kind_by_kind(content: object) -> None:
    drafts = [(kind, item.model_dump(mode="json")) for kind, item in _items(content) if not isinstance(item, Broken)]
    assert drafts == [("casualty", KILLED), ("quote", SAID)]


@pytest.mark.parametrize("content", [{"casualties": [KILLED]}, {"casualties": [KILLED], "quotes": None}, {"casualties": [KILLED], "quotes": []}])
def test_a_list_left_out_is_empty(content: object) -> None:
    assert [kind for kind, _ in _items(content)] == ["casualty"]


@pytest.mark.parametrize(
    ("item", "detail"),
    [
        ({**SAID, "form": "loud"}, "form: Input should be 'direct' or 'fragment'"),
        ({**SAID, "parts": []}, "parts: Tuple should have at least 1 item"),
        ({**SAID, "cue": ""}, "cue: String should have at least 1 character"),
        ("We heard", "item: Input should be a valid dictionary"),
        (None, "item: Input should be a valid dictionary"),
    ],
)
def test_an_item_that_is_no_draft_is_kept_as_broken(item: object, detail: str) -> None:
    (good, broken) = (found for _, found in _items({"quotes": [SAID, item]}))
    assert not isinstance(good, Broken)
    assert broken.content == item
    assert broken.detail.startswith(detail)


@pytest.mark.parametrize("content", [[], {}, "text", None, {"records": []}, {"quotes": {"parts": []}}, {"quotes": "none"}])
def test_what_holds_no_list_is_malformed(content: object) -> None:
    with pytest.raises(ValidationError) as caught:
        _items(content)
    assert "input_value" not in str(caught.value), "what a model wrote is shown to nobody else"
