"""One article read once: a reading is the article, and what it remembers is what the text layer finds."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from extractor.article import Article
from extractor.text.names import find_names
from extractor.text.quantity import find_quantities, implicit_one, measure
from extractor.text.quotation import find_quotations
from extractor.text.reading import Reading
from extractor.text.sentences import sentences

TEXT = "Ana Osk said 12 people died. “At least 40 to 50 homes burned,” the mayor said on Friday. İn Orla 1,200 fled; 30 soldiers returned."
PIECES = ["12", "1 200", "1,200", "2.870", "two", "hundred", "and", "to", "at least", "people", "a guard", "May", ",", ".", "-", "“", "\n", "in 2024"]


def test_a_reading_is_the_article_it_was_made_of() -> None:
    article = Article("a", TEXT, date(2026, 3, 4), "Title", "Publisher", "https://example.org", "a.txt")
    reading = Reading.of(article)
    assert (reading.id, reading.text, reading.published, reading.title) == (article.id, TEXT, article.published, "Title")
    assert (reading.publisher, reading.url, reading.source, reading.text_sha256) == ("Publisher", article.url, "a.txt", article.text_sha256)
    assert Reading.of(reading) is reading


def test_each_view_is_what_the_text_layer_finds() -> None:
    reading = Reading.of(Article("a", TEXT))
    assert reading.sentences == reading.english_sentences == sentences(TEXT)
    assert reading.quotations == find_quotations(TEXT)
    assert list(reading.names.all) == find_names(TEXT)
    assert reading.english_quantities.overlapping(0, len(TEXT)) == find_quantities(TEXT, "en")
    assert len(reading.lower) == len(TEXT)
    assert reading.names is reading.names


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join), st.data())
def test_a_number_looked_up_is_the_number_measured(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    number = measure(text, start, end, "en")
    reading = Reading.of(Article("a", text))
    assert reading.language == "en"
    assert reading.measured(start, end, implicit=False) == number
    assert reading.measured(start, end, implicit=True) == (number or implicit_one(text, start, end, "en"))
