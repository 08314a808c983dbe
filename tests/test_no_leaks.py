"""No rule, prompt or schema is made from the text it is measured on: not six words in a row are shared."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MEASURED_ON = ("evals/gold/articles", "evals/challenge/test/articles")
MADE = ("extractor", "prompts", "schemas")
IN_A_ROW = 6


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.lower())
    return (tuple(words[at : at + IN_A_ROW]) for at in range(len(words) - IN_A_ROW + 1))


@pytest.fixture(scope="module")
def measured() -> dict[tuple[str, ...], str]:
    files = [path for folder in MEASURED_ON for path in sorted((ROOT / folder).glob("*.txt"))]
    assert len(files) > 30
    return {run: path.name for path in files for run in runs(path.read_text(encoding="utf-8")) if not all(word.isdigit() for word in run)}


@pytest.mark.parametrize("folder", MADE)
def test_what_is_made_shares_no_text_with_what_it_is_measured_on(folder: str, measured: dict[tuple[str, ...], str]) -> None:
    files = [path for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".py", ".md", ".json", ".j2", ".yaml", ".txt")]
    assert files
    shared = {
        f"{path.relative_to(ROOT)}: {' '.join(run)} ({measured[run]})" for path in files for run in runs(path.read_text(encoding="utf-8")) if run in measured
    }
    assert shared == set()


def test_the_check_sees_shared_text(measured: dict[tuple[str, ...], str]) -> None:
    article = next((ROOT / MEASURED_ON[0]).glob("*.txt")).read_text(encoding="utf-8")
    assert all(run in measured for run in list(runs(article))[:5])
