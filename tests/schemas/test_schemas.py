"""The models: frozen, strict, the same as what is published."""

import json

import pytest
from pydantic import ValidationError

import schemas
from schemas.casualty import CasualtyDraft
from schemas.common import Quantity, Span
from schemas.export import FOLDER, rendered
from schemas.files import Usage


def test_published_json_schemas_are_those_of_the_models() -> None:
    published = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert published == rendered(), "run: make schemas"


def test_kinds_are_found_by_their_modules() -> None:
    assert list(schemas.KINDS) == ["casualty", "displacement", "quote"]
    assert len({kind.field for kind in schemas.KINDS.values()}) == len(schemas.KINDS)


def test_a_span_is_as_long_as_its_text() -> None:
    assert Span(start=3, end=6, text="two").text == "two"
    with pytest.raises(ValidationError):
        Span(start=3, end=7, text="two")


def test_records_are_frozen_and_closed() -> None:
    quantity = Quantity(start=0, end=2, text="47", value=47, low=47, high=47, qualifier="exact")
    with pytest.raises(ValidationError):
        quantity.value = 48
    with pytest.raises(ValidationError):
        Quantity(start=0, end=2, text="47", value=47, low=47, high=47, qualifier="exact", note="x")
    with pytest.raises(KeyError):
        schemas.parse_record({"kind": "weather"})


def test_a_draft_schema_requires_all_and_defaults_nothing() -> None:
    schema = CasualtyDraft.model_json_schema()
    assert schema["required"] == list(schema["properties"])
    assert "default" not in json.dumps(schema)
    assert schema["additionalProperties"] is False


def test_usage_adds_up_and_an_unknown_price_stays_unknown() -> None:
    known = Usage(requests=1, input_tokens=10, cost_usd=0.5)
    assert known + known == Usage(requests=2, input_tokens=20, cost_usd=1.0)
    assert (known + Usage(requests=1, cost_usd=None)).cost_usd is None
