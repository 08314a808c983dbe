"""The model's answer: one list a kind, as a schema to ask with and as a model to parse with.

An item that is no draft does not lose the others: it is kept as `Broken`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from types import GenericAlias
from typing import Annotated, Any, ClassVar

from instructor import OpenAISchema
from pydantic import BeforeValidator, ConfigDict, PlainValidator, ValidationError, create_model, model_validator
from pydantic_core import PydanticCustomError

from extractor.backends.llm.asking import ASKING, Broken, Item
from schemas import KINDS
from schemas.common import Draft

_DESCRIPTION = "All records that the article holds."
_KEPT = frozenset(("type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", "$ref", "$defs", "description"))
"""What strict structured output knows of JSON Schema, and these models use."""


class Answer(OpenAISchema):
    """Base of all answers. Made by `answer_model`, never by hand."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)
    request_schema: ClassVar[dict[str, Any]]
    """The schema to send: small, strict."""

    @classmethod
    def model_json_schema(cls, *_args: object, **_options: object) -> dict[str, Any]:
        """A fresh shallow copy: instructor writes into what it gets, and asks anew for every request."""
        return {"title": cls.__name__, "description": _DESCRIPTION, **cls.request_schema}

    @model_validator(mode="before")
    @classmethod
    def _has_a_list(cls, data: object) -> object:
        """A model may leave out a list that would be empty, but not all of them."""
        if not isinstance(data, dict) or not any(name in data for name in cls.model_fields):
            raise PydanticCustomError("no_records", "an object with the lists {names} is wanted", {"names": ", ".join(cls.model_fields)})
        return data

    @model_validator(mode="after")
    def _checked(self) -> Answer:
        """Put to the checks of the request that is under way in this task, if one is."""
        if asking := ASKING.get(None):
            asking.judge(self.items())
        return self

    def items(self) -> Iterator[tuple[str, Item]]:
        """(kind, item), kind by kind, in the order of the answer."""
        for kind in KINDS.values():
            for item in getattr(self, kind.field, ()):
                yield kind.name, item


@lru_cache
def answer_model(kinds: tuple[str, ...]) -> type[Answer]:
    """The answer that holds drafts of `kinds`: a list named by each kind's `field`, in the order given."""
    fields: dict[str, Any] = {KINDS[kind].field: (_list_of(KINDS[kind].draft), ()) for kind in kinds}
    model = create_model("Answer", __base__=Answer, **fields)
    model.request_schema = _request_schema(kinds)
    return model


def _list_of(draft: type[Draft]) -> Any:
    def parsed(item: object) -> Item:
        try:
            return draft.model_validate(item)
        except ValidationError as error:
            found = error.errors(include_input=False, include_url=False)[0]
            return Broken(item, f"{'.'.join(map(str, found['loc'])) or 'item'}: {found['msg']}")

    def none_is_empty(value: object) -> object:
        return () if value is None else value

    return Annotated[tuple[Annotated[object, PlainValidator(parsed)], ...], BeforeValidator(none_is_empty)]


def _request_schema(kinds: tuple[str, ...]) -> dict[str, Any]:
    fields: dict[str, Any] = {KINDS[kind].field: (GenericAlias(tuple, (KINDS[kind].draft, ...)), ...) for kind in kinds}
    schema: dict[str, Any] = _strict(create_model("Answer", **fields).model_json_schema())
    return _each_description_once(schema)


def _strict(node: Any) -> Any:
    """`node` with only the keywords that strict mode knows. Names of properties and definitions are not keywords."""
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept: dict[str, Any] = {}
    for keyword, value in node.items():
        if keyword in ("properties", "$defs"):
            kept[keyword] = {name: _strict(schema) for name, schema in value.items()}
        elif keyword in _KEPT:
            kept[keyword] = _strict(value)
    if kept.get("anyOf") == [{"type": "string"}, {"type": "null"}]:
        kept = {"type": ["string", "null"], **{keyword: value for keyword, value in kept.items() if keyword != "anyOf"}}
    if node.get("type") == "object":
        kept["required"] = list(kept.get("properties", {}))
        kept["additionalProperties"] = False
    return kept


def _each_description_once(schema: dict[str, Any]) -> dict[str, Any]:
    """`schema` without the descriptions that a field of the same name has had before: kinds share fields."""
    seen: set[tuple[str, str]] = set()
    for definition in schema.get("$defs", {}).values():
        for name, field in definition.get("properties", {}).items():
            if "description" in field and (name, field["description"]) in seen:
                del field["description"]
            elif "description" in field:
                seen.add((name, field["description"]))
    return schema
