from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.date_words import _FIRST, DATE_PHRASE
from extractor.text.dates import find_dates, find_publication_date, resolve

SATURDAY = date(2024, 12, 7)


def iso(interval: tuple[date | None, date | None]) -> str:
    return " ".join(day.isoformat() if day else "-" for day in interval)


@pytest.mark.parametrize(
    ("mention", "days"),
    [
        ("Friday", "2024-12-06 2024-12-06"),
        ("Saturday", "2024-12-07 2024-12-07"),
        ("last Saturday", "2024-11-30 2024-11-30"),
        ("next Friday", "2024-12-13 2024-12-13"),
        ("SUNDAY", "2024-12-01 2024-12-01"),
        ("Thursday night", "2024-12-05 2024-12-05"),
        ("late Saturday", "2024-12-07 2024-12-07"),
        ("Friday morning", "2024-12-06 2024-12-06"),
        ("early on Sunday", "2024-12-01 2024-12-01"),
        ("in the early hours of Monday", "2024-12-02 2024-12-02"),
        ("Friday’s", "2024-12-06 2024-12-06"),
        ("around 3:30 p.m. on Tuesday", "2024-12-03 2024-12-03"),
        ("on Tuesday and Wednesday", "2024-12-03 2024-12-04"),
        ("Monday, Tuesday and Friday", "2024-12-02 2024-12-06"),
        ("from Monday to Wednesday", "2024-12-02 2024-12-04"),
        ("overnight between Thursday and Friday", "2024-12-05 2024-12-06"),
        ("Friday night into Saturday", "2024-12-06 2024-12-07"),
        ("Friday, December 6", "2024-12-06 2024-12-06"),
    ],
)
def test_weekdays_are_the_last_on_or_before_publication(mention: str, days: str) -> None:
    assert iso(resolve(mention, SATURDAY)) == days


@pytest.mark.parametrize(
    ("mention", "days"),
    [
        ("yesterday", "2024-12-06 2024-12-06"),
        ("the day before yesterday", "2024-12-05 2024-12-05"),
        ("yesterday evening", "2024-12-06 2024-12-06"),
        ("today", "2024-12-07 2024-12-07"),
        ("earlier today", "2024-12-07 2024-12-07"),
        ("this morning", "2024-12-07 2024-12-07"),
        ("last night", "2024-12-06 2024-12-06"),
        ("overnight", "2024-12-06 2024-12-07"),
        ("last week", "2024-11-25 2024-12-01"),
        ("this week", "2024-12-02 2024-12-08"),
        ("earlier this week", "2024-12-02 2024-12-07"),
        ("last month", "2024-11-01 2024-11-30"),
        ("this year", "2024-01-01 2024-12-31"),
        ("so far this year", "2024-01-01 2024-12-07"),
        ("this year so far", "2024-01-01 2024-12-07"),
        ("the end of last year", "2023-09-01 2023-12-31"),
        ("over the weekend", "2024-12-07 2024-12-08"),
        ("last weekend", "2024-11-30 2024-12-01"),
        ("the past three days", "2024-12-04 2024-12-07"),
        ("over the last two weeks", "2024-11-23 2024-12-07"),
        ("in the past 24 hours", "2024-12-06 2024-12-07"),
        ("the last six months", "2024-06-07 2024-12-07"),
        ("in recent days", "- 2024-12-07"),
        ("the past few weeks", "- 2024-12-07"),
        ("in the 24 hours to Monday", "2024-12-01 2024-12-02"),
        ("the 48 hours to Friday evening", "2024-12-04 2024-12-06"),
        ("ten days ago", "2024-11-27 2024-11-27"),
        ("a week ago", "2024-11-30 2024-11-30"),
        ("nearly two years ago", "2022-01-01 2022-12-31"),
        ("a month ago", "2024-11-01 2024-11-30"),
        ("more than three weeks ago", "- 2024-11-16"),
        ("a few days ago", "- -"),
    ],
)
def test_relative_words(mention: str, days: str) -> None:
    assert iso(resolve(mention, SATURDAY)) == days


@pytest.mark.parametrize(
    ("mention", "days"),
    [
        ("March 5", "2024-03-05 2024-03-05"),
        ("Dec. 8", "2023-12-08 2023-12-08"),
        ("the 5th of March", "2024-03-05 2024-03-05"),
        ("29 February", "2024-02-29 2024-02-29"),
        ("on the 5th", "2024-12-05 2024-12-05"),
        ("the 12th", "2024-11-12 2024-11-12"),
        ("in March", "2024-03-01 2024-03-31"),
        ("IN DECEMBER", "2024-12-01 2024-12-31"),
        ("last December", "2023-12-01 2023-12-31"),
        ("in March this year", "2024-03-01 2024-03-31"),
        ("in May last year", "2023-05-01 2023-05-31"),
        ("in early March", "2024-03-01 2024-03-10"),
        ("mid-October", "2024-10-11 2024-10-20"),
        ("late February 2021", "2021-02-21 2021-02-28"),
        ("between 3 and 5 May", "2024-05-03 2024-05-05"),
        ("between 27 December and 2 January", "2023-12-27 2024-01-02"),
        ("March 3-5", "2024-03-03 2024-03-05"),
        ("between January and February 2017", "2017-01-01 2017-02-28"),
        ("between November 2016 and early February 2017", "2016-11-01 2017-02-10"),
    ],
)
def test_dates_without_a_year_are_the_last_on_or_before_publication(mention: str, days: str) -> None:
    assert iso(resolve(mention, SATURDAY)) == days


@pytest.mark.parametrize(
    ("mention", "days"),
    [
        ("2024-03-05", "2024-03-05 2024-03-05"),
        ("2024/03/05", "2024-03-05 2024-03-05"),
        ("25/03/2024", "2024-03-25 2024-03-25"),
        ("03/05/2024", "- -"),
        ("5.3.2024", "2024-03-05 2024-03-05"),
        ("5 March 2023", "2023-03-05 2023-03-05"),
        ("Sunday, March 5th, 2023", "2023-03-05 2023-03-05"),
        ("Dec 6 2024 at 4:30 p.m.", "2024-12-06 2024-12-06"),
        ("3 JAN 91", "1991-01-03 1991-01-03"),
        ("2021", "2021-01-01 2021-12-31"),
        ("in 2021", "2021-01-01 2021-12-31"),
        ("the 1990s", "1990-01-01 1999-12-31"),
        ("the first half of 2017", "2017-01-01 2017-06-30"),
        ("the third quarter of 2019", "2019-07-01 2019-09-30"),
        ("early 2020", "2020-01-01 2020-04-30"),
        ("2011-2013", "2011-01-01 2013-12-31"),
        ("1-10 January 2017", "2017-01-01 2017-01-10"),
        ("1–10 January 2017", "2017-01-01 2017-01-10"),
        ("January 1 to 10, 2017", "2017-01-01 2017-01-10"),
        ("from 3 May 2021 to 5 June", "2021-05-03 2021-06-05"),
        ("between 17 October and 2 March 2017", "2016-10-17 2017-03-02"),
        ("30 February 2021", "- -"),
    ],
)
def test_absolute_dates_need_no_publication_date(mention: str, days: str) -> None:
    assert iso(resolve(mention, None)) == days
    assert iso(resolve(mention, SATURDAY)) == days


@pytest.mark.parametrize(
    ("mention", "days"),
    [
        ("since 2011", "2011-01-01 2024-12-07"),
        ("since Monday", "2024-12-02 2024-12-07"),
        ("since late March", "2024-03-21 2024-12-07"),
        ("since the start of the year", "2024-01-01 2024-12-07"),
        ("Since landfall on Sunday", "2024-12-01 2024-12-07"),
        ("since the truce broke down in February", "2024-02-01 2024-12-07"),
        ("since the war began last year", "2023-01-01 2024-12-07"),
        ("before the end of the month", "- 2024-12-31"),
        ("since the start of this year", "2024-01-01 2024-12-07"),
        ("Since the siege began", "- 2024-12-07"),
        ("since then", "- 2024-12-07"),
        ("in the weeks since the truce collapsed", "- 2024-12-07"),
        ("from 2019 onwards", "2019-01-01 2024-12-07"),
        ("so far", "- 2024-12-07"),
        ("by Friday", "- 2024-12-06"),
        ("until the end of March", "- 2024-03-31"),
        ("before Friday", "- 2024-12-05"),
        ("as of 2 March", "2024-03-02 2024-03-02"),
    ],
)
def test_open_ends_are_null(mention: str, days: str) -> None:
    assert iso(resolve(mention, SATURDAY)) == days


@pytest.mark.parametrize(
    ("mention", "days"),
    [
        ("by Friday", "- 2024-12-13"),
        ("by Saturday", "- 2024-12-07"),
        ("by the end of March", "- 2025-03-31"),
        ("before March", "- 2025-02-28"),
        ("until 5 December", "- 2025-12-05"),
        ("by the end of the year", "- 2024-12-31"),
        ("by the end of December", "- 2024-12-31"),
        ("by 2030", "- 2030-12-31"),
        ("before the rains", "- -"),
        ("on Friday", "2024-12-06 2024-12-06"),
        ("since March", "2024-03-01 2024-12-07"),
    ],
)
def test_of_what_is_to_come_an_end_is_the_next(mention: str, days: str) -> None:
    assert iso(resolve(mention, SATURDAY, to_come=True)) == days


@pytest.mark.parametrize(
    ("mention", "days"),
    [
        ("past week", "2024-11-30 2024-12-07"),
        ("the past month", "2024-11-07 2024-12-07"),
        ("end of February", "2024-02-21 2024-02-29"),
        ("first half of 2023", "2023-01-01 2023-06-30"),
        ("end of the month", "2024-12-21 2024-12-31"),
    ],
)
def test_stretches_are_read_with_and_without_an_article(mention: str, days: str) -> None:
    assert iso(resolve(mention, SATURDAY)) == days


@pytest.mark.parametrize(
    "mention", ["", "a day earlier", "for three days", "the previous summer", "Maybe", "12", "1,200 people", "during the siege", "at dawn"]
)
def test_words_that_name_no_day_are_unknown(mention: str) -> None:
    assert resolve(mention, SATURDAY) == (None, None)


@pytest.mark.parametrize(
    "mention", ["Friday", "yesterday", "March 5", "in March", "last week", "ten days ago", "since Monday", "so far", "overnight", "on the 5th", "this May"]
)
def test_without_publication_date_relative_words_are_unknown(mention: str) -> None:
    assert resolve(mention, None) == (None, None)


def test_what_the_grammar_leaves_is_read_by_dateparser() -> None:
    assert iso(resolve("a day and 3 hours ago", SATURDAY)) == "2024-12-06 2024-12-06"


_PIECES = st.sampled_from(
    ("since", "between", "from", "to", "and", "by", "early", "mid-", "last", "next", "this", "past", "the", "of", "5", "31", "0", "99", "5th", "2021", "0001")
) | st.sampled_from(
    ("2024-13-45", "29", "February", "May", "Friday", "week", "year", "hours", "three", "ago", "more than", ",", "-", "–", "'", "so far", "23:59", "p.m.", "in")
)


@given(st.one_of(st.text(), st.lists(_PIECES).map(" ".join)), st.one_of(st.none(), st.dates()))
def test_resolve_never_raises_and_intervals_run_forward(mention: str, published: date | None) -> None:
    start, end = resolve(mention, published)
    assert start is None or end is None or start <= end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shelling killed 12 people on Friday, the governor said.", ["Friday"]),
        ("Twelve died late Thursday and 3 more on Friday morning.", ["late Thursday", "Friday morning"]),
        ("In 2024 300 people were killed.", ["2024"]),
        ("In March 12 people died; on March 14 another 20 did.", ["March", "March 14"]),
        ("Around 2,021 people left in May 2021.", ["May 2021"]),
        ("They may march on Sunday.", ["Sunday"]),
        ("The Mayor of Marchwood fled on 5 March 2023.", ["5 March 2023"]),
        ("FLOODS KILLED 40 ON MONDAY, 3 MAY.", ["MONDAY, 3 MAY"]),
        ("Between 3 and 5 May, 900 families left.", ["Between 3 and 5 May"]),
        ("Between 40 and 50 people died on Tuesday and Wednesday.", ["Tuesday and Wednesday"]),
        ("Some 700 fled from Monday to Wednesday.", ["from Monday to Wednesday"]),
        ("Some 700 have fled from Monday.", ["Monday"]),
        ("About 1,900 were displaced 1-10 January 2017.", ["1-10 January 2017"]),
        ("Clashes from 27 February to 5 March displaced 42,000.", ["from 27 February to 5 March"]),
        ("Since the crackdown began, nearly 90 have died.", ["Since the crackdown began"]),
        ("SINCE THE SIEGE BEGAN, 90 HAVE DIED.", ["SINCE THE SIEGE BEGAN"]),
        ("More than 300 have died since fighting broke out in April and 4,000 fled.", ["since fighting broke out in April"]),
        ("Some 50,000 have left since 2011.", ["since 2011"]),
        ("At least 8 have been killed since then, he said.", ["since then"]),
        ("Nine drowned since the start of the rainy season.", ["since the start of the rainy season"]),
        ("He stayed, since he had no car.", []),
        ("Ten days ago the camp held 300; last week it held 900.", ["Ten days ago", "last week"]),
        ("In the past 24 hours 14 were wounded.", ["past 24 hours"]),
        ("Raids in the 24 hours to Monday killed six.", ["24 hours to Monday"]),
        ("So far this year 60 have drowned.", ["So far this year"]),
        ("Overnight shelling killed two; yesterday it killed one.", ["Overnight", "yesterday"]),
        ("The toll on 2024-03-05 stood at 7.", ["2024-03-05"]),
        ("In early March, or in mid-2019, or during the first half of 2017.", ["early March", "mid-2019", "first half of 2017"]),
        ("It hit Dec. 6, 2024.", ["Dec. 6, 2024"]),
        ("On the 5th, four died on the 5th floor.", ["5th"]),
        ("He paid $2021 in 2000.5 parts.", []),
        ("The second-largest city held firm.", []),
    ],
)
def test_find_dates(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_dates(text, 0, len(text))] == found


@pytest.mark.parametrize(
    "words",
    (
        "about two days ago|almost two days ago|an hour ago|April 2021|around two days ago|August 2021|beginning of last year|between 3 and 5 May|by >May"
        "|coming Monday|couple of days ago|December 2021|during >May|early May|earlier this year|eight days ago|eleven days ago|end of last week|February 2021"
        "|few days ago|fifteen days ago|fifty days ago|five days ago|forty days ago|four days ago|Fri 5 May|from 3 to 5 May|in >May|January 2021|July 2021"
        "|June 2021|just over two days ago|last week|late May|later this year|many years ago|March 2021|May 2021|middle of last year|mid-May|Monday"
        "|more than two days ago|nearly two days ago|next week|nine days ago|ninety days ago|November 2021|October 2021|one day ago"
        "|over >two days ago|past week|preceding week|previous week|recent weeks|Sat 5 May|Sept 2021|seven days ago|several days ago|since May|six days ago"
        "|so far this year|some two days ago|start of last week|Sunday|ten days ago|the >weekend|thirty days ago|this week|three days ago|Thu 5 May|today"
        "|tomorrow|tonight|Tuesday|twelve days ago|until >May|Wednesday|yesterday"
    ).split("|"),
)
def test_date_phrases_are_found_by_each_of_their_first_words_in_any_case(words: str) -> None:
    lead, _, phrase = words.rpartition(">")
    for text in (lead + phrase, (lead + phrase).upper()):
        assert find_dates(text, 0, len(text)) == [(len(lead), len(text))]


def test_find_dates_keeps_to_the_stretch() -> None:
    text = "On Monday 3 died. On Friday 4 died. On Sunday 5 died."
    assert [text[start:end] for start, end in find_dates(text, 18, 36)] == ["Friday"]


@given(st.one_of(st.text(), st.lists(_PIECES).map(" ".join)))
def test_found_spans_are_ordered_and_inside(text: str) -> None:
    spans = find_dates(text, 0, len(text))
    flat = [offset for span in spans for offset in span]
    assert flat == sorted(flat)
    assert all(start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("Dam bursts above Eastfield\nJune 2nd, 2023 – 9:05 a.mReading time: 3 minutes\nThe river rose.", "2023-06-02"),
        (" date 2023-06-02 Photo: the old bridge\n\nBy Ann Lee\nRain fell.", "2023-06-02"),
        ("Published: 3 May 2021\nUpdated: 5 May 2021\nRain fell.", "2021-05-03"),
        ("Heavy rain\n12 March 2020\nRain fell.", "2020-03-12"),
        ("Heavy rain\nBy Ann Lee, 12 March 2020\nRain fell.", "2020-03-12"),
        ("Ann Lee | Monday, May 3, 2021 | 10:15\nRain fell.", "2021-05-03"),
        ("EASTFIELD, 12 March 2020 (Newswire) - Rain fell.", "2020-03-12"),
        ("EASTFIELD, 9 JAN 90 (NW) -- [TEXT] RAIN FELL.", "1990-01-09"),
        ("Last updated: 2021-05-04 10:00\nRain fell.", "2021-05-04"),
        ("On 3 May 2021, rebels took Eastfield.", None),
        ("Rebels took Eastfield on 3 May 2021", None),
        ("3 May 2021 was the day the dam burst.", None),
        ("The report, published on 3 May 2021, counts 40 dead.", None),
        ("Published 03/05/2021\nRain fell.", None),
        ("File photo, 12 March 2015\nRain fell.", None),
        ("Heavy rain\nMarch 2020\nRain fell.", None),
        ("3 May 2021\n4 May 2021\nRain fell.", None),
        ("Rain fell. " * 80 + "\n12 March 2020\n", None),
        ("", None),
    ],
)
def test_find_publication_date(head: str, published: str | None) -> None:
    found = find_publication_date(head)
    assert (found.isoformat() if found else None) == published


WORDS_OF_DATES = (
    "the|The|a|an|in|In|on|by|from|for|of|since|until|between|and|to|about|almost|more than|next|over|start|beginning|middle|end|first half|second quarter"
    "|third|fourth quarter|day before yesterday|weekend|week|month|day"
    "|few|several|couple of|recent|many|early|mid|late|last|this|past|years ago|hours to|war|night"
    "|truce collapsed|January|Feb|March|may|May|September|Monday|fri|Tues|5|12th|1990s|2020|2015-16|2024-05-06|,|one|two|three|four|five|six|seven|eight|nine"
    "|ten|eleven|twelve|fourteen|fifteen|eighteen|twenty-one|thirty|forty|fifty|sixty|seventy|eighty|ninety"
).split("|")
ANYWHERE = re.compile(DATE_PHRASE.pattern.replace(rf"(?=\d|{_FIRST})", ""))


@given(st.lists(st.sampled_from(WORDS_OF_DATES), max_size=8))
def test_no_date_begins_with_other_words_than_are_looked_for(words):
    text = " ".join(words)
    assert ANYWHERE.pattern != DATE_PHRASE.pattern
    assert [found.span() for found in DATE_PHRASE.finditer(text)] == [found.span() for found in ANYWHERE.finditer(text)]
