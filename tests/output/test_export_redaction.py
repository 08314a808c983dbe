"""Whose name stays in an export, and whose does not."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.output.export.columns import columns_of
from extractor.output.export.people import is_public, name_words
from extractor.output.export.redaction import MARK, redaction_of
from extractor.output.export.rows import rows
from schemas import KINDS
from schemas.common import Source, Span, Speaker
from schemas.quote import Quote
from tests.output.runs import DROWNED, PROVENANCE, FakeFolder, figure, quantity

PUBLIC = [
    ("Ivo Tarn", "Tarn", "mayor of Maresh"),
    ("Ivo Tarn", "he", "the former president"),
    ("Ana Pesk", "Pesk", "deputy prime minister"),
    ("Ana Pesk", "she", "Secretary of State"),
    ("Ana Pesk", "Pesk", "police spokeswoman"),
    ("Ana Pesk", "Pesk", "director of the disaster agency"),
    ("Ana Pesk", "Pesk", "party leader"),
    ("Mayor Ivo Tarn", "the mayor", None),
    ("Interior Minister Ana Pesk", "Pesk", None),
    ("Gen. Omar al-Hadid", "al-Hadid", None),
    ("UN Secretary-General Dara Moss", "Moss", None),
    ("Interior Ministry", "the ministry", None),
    ("Ministry of Health", "ministry", None),
    ("the Civil Protection Agency", "it", None),
    ("Reuters", "Reuters", None),
    ("UNICEF", "UNICEF", "children's agency"),
    ("newspaper El Vigía", "newspaper El Vigía", None),
]
PRIVATE = [
    ("Lena Osk", "Lena Osk", "a nurse"),
    ("Lena Osk", "she", "resident"),
    ("Lena Osk", "Osk", None),
    ("Lena", "Lena", None),
    ("Ivo Tarn", "Tarn", "the mayor's brother"),
    ("Ivo Tarn", "Tarn", "wife of the president"),
    ("Ivo Tarn", "Tarn", "minister's driver"),
    ("Dana Moss", "Moss", "hospital director"),
    ("Hospital director Dana Moss", "Moss", None),
    ("Court clerk Dana Moss", "Moss", None),
    ("Charlotte Church", "Church", None),
    ("Lena Chambers", "Chambers", None),
    ("Mike Judge", "Judge", None),
    ("Dana Moss, a baker", "Moss", None),
    ("Иван Петров", "Петров", "житель"),
    ("محمد حسن", "حسن", None),
]


@pytest.mark.parametrize(("name", "mention", "role"), PUBLIC)
def test_bodies_and_public_offices_stay(name: str, mention: str, role: str | None) -> None:
    assert is_public(name, mention, role, None)


@pytest.mark.parametrize(("name", "mention", "role"), PRIVATE)
def test_everyone_else_is_private_and_has_words_to_take_out(name: str, mention: str, role: str | None) -> None:
    assert not is_public(name, mention, role, None)
    assert name_words(name, mention)


def test_the_articles_own_publisher_is_a_body() -> None:
    assert is_public("Eastfield Star", "the Eastfield Star", None, "The Eastfield Star")
    assert not is_public("Eastfield Star", "the Eastfield Star", None, None)


@pytest.mark.parametrize("description", ["residents", "a Maresh resident", "Ukrainian officials", "a surgeon at the Mercy Hospital", "they", "It"])
def test_a_description_names_nobody(description: str) -> None:
    assert name_words(description) == frozenset()


TEXT = "Lena Osk, a nurse in Maresh, wept. “We ran,” Mrs OSK's sister told Mayor Ivo Tarn. Osk-Hill is near."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def quote(speaker: Speaker | None, record_id: str = "q", part: str = "We ran") -> Quote:
    known: dict[str, Any] = {"form": "direct", "cue": None, "channel": None, "grounding": "exact", "provenance": PROVENANCE}
    return Quote(id=record_id, article_id="flood", parts=(at(part),), speaker=speaker, **known)


NURSE = Speaker(mention=at("Osk"), name="Lena Osk", role=at("a nurse in Maresh"))
MAYOR = Speaker(mention=at("Ivo Tarn"), name="Mayor Ivo Tarn", role=None)


@pytest.mark.parametrize(
    ("cell", "redacted"),
    [
        ("Lena Osk, a nurse in Maresh", f"{MARK}, a nurse in Maresh"),
        ("Osk's sister", f"{MARK}'s sister"),
        ("Mrs OSK", f"Mrs {MARK}"),
        ("LENA OSK", MARK),
        ("Lena M. Osk said", f"{MARK} said"),
        ("Oskar and Selena stay", "Oskar and Selena stay"),
        ("Mayor Ivo Tarn", "Mayor Ivo Tarn"),
        ("nothing here", "nothing here"),
    ],
)
def test_a_name_is_taken_out_wherever_its_words_stand(cell: str, redacted: str) -> None:
    assert redaction_of([quote(NURSE), quote(MAYOR, "m")], None).text(cell) == redacted


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("LENA OSK", "Lena Osk said"),
        ("Dara O'Moss", "Dara O’Moss said"),
        ("Omar al-Tarn", "Al-Tarn said"),
        ("Omar al-Tarn", "Tarn said"),
        ("Anne-Lise Pesk", "Anne‑Lise said"),
        ("Jean de la Tarn", "Jean de la Tarn"),
    ],
)
def test_capitals_apostrophes_hyphens_and_parts_make_no_difference(name: str, cell: str) -> None:
    mention = Span(start=0, end=len(name), text=name)
    redacted = redaction_of([quote(Speaker(mention=mention, name=name, role=None))], None).text(cell)
    assert redacted in (MARK, f"{MARK} said")


@pytest.mark.parametrize(("name", "cell"), [("Иван Петров", "сказала жена Петрова"), ("محمد حسن", "وقال حسن أمس"), ("李明", "居民李明说")])
def test_names_of_other_scripts_are_taken_out_with_their_endings(name: str, cell: str) -> None:
    mention = Span(start=0, end=len(name), text=name)
    redacted = redaction_of([quote(Speaker(mention=mention, name=name, role=None))], None).text(cell)
    assert MARK in redacted
    assert all(word not in redacted for word in name.split())


def test_an_office_told_once_counts_for_every_record_that_bears_the_name() -> None:
    told = Speaker(mention=at("Ivo Tarn"), name="Ivo Tarn", role=at("Mayor"))
    later = Speaker(mention=at("Ivo Tarn"), name="Ivo Tarn", role=None)
    assert redaction_of([quote(told), quote(later)], None).text("Ivo Tarn said") == "Ivo Tarn said"
    private = Speaker(mention=at("Ivo Tarn"), name="Ivo Tarn", role=at("a nurse"))
    assert redaction_of([quote(told), quote(private)], None).text("Ivo Tarn said") == f"{MARK} said"


def test_a_row_keeps_the_role_and_loses_the_name_in_every_text_cell() -> None:
    columns = columns_of(KINDS["quote"])
    folder = FakeFolder(found=(quote(NURSE), quote(None, "n", part="Lena Osk, a nurse")))
    named, other = (dict(zip((c.name for c in columns), row, strict=True)) for _, row in rows(folder, {"quote": columns}, redact=True))  # type: ignore[arg-type]
    assert (named["speaker"], named["speaker_name"], named["speaker_role"]) == (MARK, MARK, "a nurse in Maresh")
    assert other["parts"] == f"{MARK}, a nurse", "the name goes from records that don't give it as a speaker too"
    assert named["speaker_start"] == TEXT.index("Osk"), "offsets stay: they lead to the article, which names the speaker"
    assert not any("Osk" in str(cell) for row in (named, other) for cell in row.values())


def test_the_names_of_a_kind_that_is_not_exported_are_taken_out_too() -> None:
    sourced = figure("one", quantity("9", 9, 9, "exact"), DROWNED, sources=(Source(mention=at("Osk"), name="Drowned Eastfield"),))
    columns = columns_of(KINDS["quote"])
    rows_ = list(rows(FakeFolder(found=(sourced, quote(NURSE))), {"quote": columns}, redact=True))  # type: ignore[arg-type]
    title = rows_[0][1][[column.name for column in columns].index("title")]
    assert title == f"Flood [red]in[/red] {MARK}"
