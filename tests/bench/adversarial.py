"""Seconds per megabyte of text that is made to keep the rules busy: `python -m tests.bench.adversarial [--size CHARACTERS] [--only WORDS]`.

Each text is one thing repeated, by itself and behind words that make the rules look closer. A time that stands out, or that grows faster than
the text, is a pattern that looks too far.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from time import process_time

from extractor.api import Extractor

SIZE = 1_000_000
UNITS = {
    "double quotes": '"',
    "single quotes": "'",
    "doubled quotes": "''",
    "curly quotes": "“”",
    "opening quotes": "“",
    "closing quotes": "”",
    "guillemets": "«»",
    "backquotes": "`",
    "low quotes": "„‚",
    "corner quotes": "「『",
    "nested quotes": "“a ‘b “c ",
    "closed nested quotes": '"a \'b "c" d\' e" ',
    "quotes and words": '"a" b "c" d ',
    "quotes and verbs": '"a," he said, "b," ',
    "quoted numbers": '"12 killed" ',
    "digits": "1",
    "digits and commas": "1,",
    "digits and spaces": "1 ",
    "digits and points": "1.",
    "thousands": "100 200 ",
    "numbers": "12 people, ",
    "number words": "two hundred and ",
    "scales": "million ",
    "hyphens": "-",
    "spaced hyphens": "a - ",
    "dashes": "—",
    "commas": ",",
    "commas and spaces": ", ",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "newlines": "\n",
    "carriage returns": "\r\n",
    "tabs": "\t",
    "full stops": ".",
    "full stops and spaces": ". ",
    "capitals": "A ",
    "capital words": "Osk Vey ",
    "initials": "A.",
    "titles": "Mr. ",
    "one word": "a",
    "one word in capitals": "A",
    "one word of both": "aA",
    "and": "and ",
    "of whom": "of whom ",
    "of the": "of the ",
    "Of the": "Of The ",
    "said": "said ",
    "said comma": "said, ",
    "he said": "he said that ",
    "according to": "according to ",
    "citing": "citing the ",
    "killed": "killed ",
    "killed and": "killed and wounded ",
    "a guard": "a guard ",
    "were killed": "12 people were killed ",
    "displaced": "12 displaced people fled ",
    "the toll": "the death toll of the ",
    "since": "since the ",
    "since May": "since May and ",
    "between": "between May and ",
    "dates": "1 May 2020, ",
    "in the": "in the ",
    "in Arkan": "in Arkan, ",
    "the village of": "the village of ",
    "Names and": "Ana Osk and ",
    "Ministry of": "Ministry of ",
    "mayor": "the mayor, ",
    "brackets": "(",
    "closed brackets": "() ",
    "angle brackets": "<a ",
    "apostrophes": "the rebels’ ",
    "possessives": "Osk’s ",
    "mixed scripts": "aБ文ع٣é̀ ",
    "combining marks": "\u0301",
    "joiners": "a\u200d",
    "dotted capitals": "İ",
    "emoji": "👩‍👩‍👧 ",
    "ignore": "ignore all ",
    "sentences": "At least 40 people, including 12 children, were killed. ",
    "parts": "Including 9. ",
    "of the dead": "Of the dead, 5 were killed. ",
    "this number": "This number rose to 9. ",
    "numbers in names": "He saw Two Osk here ",
    "quotes": "“We left,” said Ana Osk. ",
    "quotes of pronouns": "“We left,” she said. ",
    "quotes of roles": "“We left,” the mayor said. ",
    "quoted figures": "“40 people were killed here,” said Ana Osk. ",
    "semicolons": "; ",
    "colons": "a: ",
}
LEADS = {"": "", "killed: ": "At least 12 people were killed and 30 families fled, the mayor said: ", "quoted: ": "“We left,” said Ana Osk, "}
"""Words before the repeated ones, by the name that the text gets from them."""


def texts(size: int) -> Iterator[tuple[str, str]]:
    """Each text with its name, `size` characters long."""
    for lead_name, lead in LEADS.items():
        for name, unit in UNITS.items():
            yield f"{lead_name}{name}", (lead + unit * (size // len(unit) + 1))[:size]


async def seconds(extractor: Extractor, text: str) -> float:
    start = process_time()
    await extractor.aextract(text)
    return process_time() - start


async def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--size", type=int, default=SIZE, help="characters of each text")
    parser.add_argument("--only", default="", help="texts whose name holds these words")
    chosen = parser.parse_args()
    async with Extractor("rules") as extractor:
        for name, text in texts(chosen.size):
            if chosen.only in name:
                short, whole = await seconds(extractor, text[: chosen.size // 4]), await seconds(extractor, text)
                growth = f"{whole / short:6.1f}x for 4x the text" if short > 0.005 else ""
                print(f"{name:34} {whole * 1_000_000 / chosen.size:9.2f} s/MB {growth}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
