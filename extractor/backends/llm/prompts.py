"""The templates of `prompts/` and the two messages made of them. Plain text: nothing in an article or a template is ever evaluated."""

from __future__ import annotations

import hashlib
import importlib.resources
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from extractor.errors import UsageError
from schemas import KINDS

Message = dict[str, Any]

_NONCE_LENGTH = 8


@dataclass(frozen=True)
class Example:
    """An invented article and the drafts that it holds, as a model would answer."""

    article: str
    answer: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Template:
    """One file of `prompts/`."""

    name: str
    version: str
    body: str
    examples: tuple[Example, ...]
    sha256: str


@dataclass(frozen=True)
class Prompts:
    """All that a model is told, but for the article."""

    system: Template
    kinds: Mapping[str, Template]

    def version(self, kind: str) -> str:
        """The versions that `kind` rests on: "system/1 casualty/1"."""
        return f"{self.system.name}/{self.system.version} {kind}/{self.kinds[kind].version}"

    def summary(self) -> dict[str, dict[str, str]]:
        """Version and sha256 of every template, by name."""
        return {template.name: {"version": template.version, "sha256": template.sha256} for template in (self.system, *self.kinds.values())}


def load_prompts(folder: Path | None = None) -> Prompts:
    """The templates of `folder`; by default those shipped with the program.

    Raises:
        UsageError: a template is missing or malformed.
    """
    root: Traversable = importlib.resources.files("prompts") if folder is None else folder
    return Prompts(system=_template(root, "system"), kinds={kind: _template(root, kind) for kind in KINDS})


def system_message(prompts: Prompts, kinds: Sequence[str]) -> str:
    """What the model is told about `kinds`: the same for all articles, so that servers can keep it."""
    return "\n\n".join([prompts.system.body, *(_kind_text(prompts.kinds[kind], KINDS[kind].field) for kind in kinds)])


def build_messages(system: str, window: str, published: date | None) -> list[Message]:
    """The request's two messages: `system` as it stands, then what differs: the date if known, and the article's window between its tags."""
    dated = f"Published: {published.isoformat()}\n\n" if published else ""
    return [{"role": "system", "content": system}, {"role": "user", "content": dated + _tagged(window)}]


def check_examples(prompts: Prompts) -> list[str]:
    """What is wrong with the examples, one line each: a draft that does not parse, or words that their article does not hold."""
    return [
        f"{name}, example {number}: {problem}"
        for name, template in prompts.kinds.items()
        for number, example in enumerate(template.examples, 1)
        for draft in example.answer
        for problem in _example_problems(name, draft, example.article)
    ]


def copied_words(draft: BaseModel) -> Iterator[str]:
    """All strings that a draft copies from the article: every string in it that is no choice from a list."""
    for name, field in type(draft).model_fields.items():
        if get_origin(field.annotation) is not Literal:
            yield from _strings(getattr(draft, name))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from copied_words(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)


def _example_problems(kind: str, draft: Mapping[str, Any], article: str) -> list[str]:
    try:
        parsed = KINDS[kind].draft.model_validate(draft)
    except ValidationError as error:
        return [f"{'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors()]
    return [f"not in its article: {words!r}" for words in copied_words(parsed) if words not in article]


def _kind_text(template: Template, field: str) -> str:
    shown = (
        f"Example article: {example.article}\nIts {field}: {json.dumps({field: example.answer}, ensure_ascii=False, separators=(',', ':'))}"
        for example in template.examples
    )
    return "\n\n".join([template.body, *shown])


def _tagged(window: str) -> str:
    """`window` between tags that do not stand in it: nobody who writes an article can close them."""
    digest = hashlib.sha256(window.encode("utf-8", "surrogatepass")).hexdigest()
    length = _NONCE_LENGTH
    while digest[:length] in window and length < len(digest):
        length += 1
    nonce = digest[:length]
    return f'<article nonce="{nonce}">\n{window}\n</article nonce="{nonce}">'


def _template(root: Traversable, name: str) -> Template:
    file = root / f"{name}.md"
    try:
        content = file.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"prompts/{name}.md cannot be read: {error.strerror}") from error
    opening, _, rest = content.partition("---\n")
    front, closing, body = rest.partition("\n---\n")
    if opening.strip() or not closing:
        raise UsageError(f"prompts/{name}.md must begin with YAML front matter between two lines of ---")
    try:
        fields = yaml.safe_load(front)
        version = str(fields["version"])
        examples = tuple(Example(article=item["article"], answer=tuple(item["answer"])) for item in fields.get("examples") or ())
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"prompts/{name}.md: its front matter must hold version, and examples with article and answer each") from error
    return Template(name=name, version=version, body=body.strip(), examples=examples, sha256=hashlib.sha256(content.encode()).hexdigest())
