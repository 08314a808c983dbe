"""The templates and the messages made of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.backends.llm.answer import answer_model
from extractor.backends.llm.prompts import Prompts, build_messages, check_examples, copied_words, load_prompts, system_message
from extractor.errors import UsageError
from schemas import KINDS
from tests.backends.llm.conftest import KILLED, SAID

EXAMPLE = """---
version: "2"
examples:
  - article: >-
      "It is over," said Ana Prell.
    answer:
      - {parts: ["It is over"], form: direct, speaker: {mention: Ana Prell, name: Ana Prell, role: null}, cue: said, channel: null}
---
## quotes
Only {{ real }} ones.
"""


@pytest.fixture
def folder(tmp_path: Path, prompts: Prompts) -> Path:
    return tmp_path / "prompts"


def test_shipped_examples_parse_and_stand_in_their_articles() -> None:
    assert check_examples(load_prompts()) == []


def test_shipped_prompts_cover_all_kinds() -> None:
    assert set(load_prompts().kinds) == set(KINDS)


def test_an_example_is_shown_as_article_and_answer(folder: Path) -> None:
    (folder / "quote.md").write_text(EXAMPLE)
    system = system_message(load_prompts(folder), ["quote"])
    *_, article, answer = system.split("\n")
    assert article.startswith("Example article: ")
    assert '"It is over," said Ana Prell.' in article
    shown = answer.removeprefix("Its quotes: ")
    assert "Only {{ real }} ones." in system
    (item,) = json.loads(shown)["quotes"]
    assert next(answer_model(("quote",)).model_validate_json(shown).items())[1].model_dump(mode="json") == item
    assert ": " not in shown.replace("It is over", "")


def test_kinds_stand_in_the_order_asked_for(prompts: Prompts) -> None:
    system = system_message(prompts, ["casualty", "quote"])
    assert system.startswith("Point at words.")
    assert system.index("Rules of casualty") < system.index("Rules of quote")
    assert "displacement" not in system


def test_versions_and_hashes_follow_the_content(folder: Path) -> None:
    before = load_prompts(folder)
    assert before.version("quote") == "system/3 quote/7"
    (folder / "quote.md").write_text(EXAMPLE)
    after = load_prompts(folder)
    assert after.version("quote") == "system/3 quote/2"
    assert after.summary()["system"] == before.summary()["system"]
    assert after.summary()["quote"]["sha256"] != before.summary()["quote"]["sha256"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("No front matter at all", "front matter"),
        ('---\nversion: "1"\nnever closed', "front matter"),
        ("---\nexamples: []\n---\nBody", "must hold version"),
        ("---\n: : :\n---\nBody", "must hold version"),
        ('---\nversion: "1"\nexamples: [{article: x}]\n---\nBody', "article and answer"),
        (None, "cannot be read"),
    ],
)
def test_a_broken_template_is_a_usage_error(folder: Path, content: str | None, complaint: str) -> None:
    (folder / "quote.md").unlink()
    if content is not None:
        (folder / "quote.md").write_text(content)
    with pytest.raises(UsageError, match=complaint) as caught:
        load_prompts(folder)
    assert "prompts/quote.md" in str(caught.value)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("cue: said", "cue: shouted"), "not in its article: 'shouted'"),
        (("form: direct", "form: loud"), "form: Input should be"),
        (("cue: said, ", "cue: said, tone: grim, "), "tone: Extra inputs"),
    ],
)
def test_a_wrong_example_is_found(folder: Path, change: tuple[str, str], problem: str) -> None:
    (folder / "quote.md").write_text(EXAMPLE.replace(*change))
    (found,) = check_examples(load_prompts(folder))
    assert found.startswith(f"quote, example 1: {problem}")


def test_copied_words_are_all_strings_that_are_no_choices() -> None:
    killed = KINDS["casualty"].draft.model_validate(KILLED)
    said = KINDS["quote"].draft.model_validate(SAID)
    assert set(copied_words(killed)) == {KILLED["evidence"], "14", "labour office", "on Monday", "workers", "Torvik", "mine collapsed"}
    assert list(copied_words(said)) == ["We heard a crack and then nothing", "Mira Hald", "Mira Hald", "shift leader", "said"]


def test_the_user_message_holds_the_date_and_the_article() -> None:
    system, user = build_messages("Rules.", "Two died.", date(2031, 5, 6))
    assert system == {"role": "system", "content": "Rules."}
    first, empty, opening, text, closing = user["content"].split("\n")
    assert (first, empty, text) == ("Published: 2031-05-06", "", "Two died.")
    assert closing == opening.replace("<", "</")


@given(st.text())
def test_no_article_holds_its_own_tags(text: str) -> None:
    user = build_messages("", text, None)[1]["content"]
    opening, closing = user.split("\n")[0], user.split("\n")[-1]
    assert user == f"{opening}\n{text}\n{closing}"
    assert opening not in text
    assert closing not in text


def test_the_same_article_gets_the_same_tags_and_another_one_others() -> None:
    one, again, other = (build_messages("", text, None)[1]["content"].split("\n")[0] for text in ("a", "a", "b"))
    assert one == again != other
