"""Extractions kept from run to run, beside the answers they were made of: the same text, asked about in the same way, is not even assembled again.

What decides a record is in the key: the article's text, date and warnings, all settings, and the code itself. So no change meets an old record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import extractor
import schemas
from extractor.article import Article
from extractor.backends.llm.cache import Cache
from extractor.pipeline import readdress
from extractor.run.index import text_key
from extractor.run.one import about, done
from extractor.run.parts import TEXTS, extraction_of, from_line, lines_of, to_line
from schemas.files import ArticleResult, Run, Usage

_READERS = ("sentencex", "text2num", "dateparser")
Lines = Mapping[str, bytes]
"""An article's lines in the files of a run, by part."""


class Kept:
    """Extractions in the folder of `cache`, made with the settings of `run`."""

    def __init__(self, cache: Cache, run: Run) -> None:
        self._cache = cache
        self._prefix = f"{run.settings_sha256}{code_version()}".encode()

    async def get(self, article: Article) -> tuple[ArticleResult, Lines] | None:
        """What an earlier run wrote for `article`, at no cost; None if none has seen it."""
        text = await self._cache.get(self._key(article))
        if text is None:
            return None
        kept = json.loads(text)
        result = from_line(ArticleResult, kept["result"].encode())
        lines = {name: line.encode() for name, line in kept["lines"].items()}
        usage = Usage(cache_hits=result.usage.requests + result.usage.cache_hits)
        if result.article_id != article.id:
            extraction = readdress(extraction_of(result, article, lines), article)
            return done(article, extraction, usage=usage), lines_of(extraction)
        texts = to_line({"article_id": article.id, "text": article.text})
        return result.model_copy(update={**about(article), "usage": usage, "seconds": 0}), {**lines, TEXTS.name: texts}

    async def put(self, article: Article, result: ArticleResult, lines: Lines) -> None:
        """Keep what was extracted; not the text, which comes with the article."""
        texts = {name: line.decode() for name, line in lines.items() if name != TEXTS.name}
        kept = {"result": to_line(result).decode(), "lines": texts}
        await self._cache.put(self._key(article), json.dumps(kept, separators=(",", ":")))

    async def aclose(self) -> None:
        await self._cache.aclose()

    def _key(self, article: Article) -> str:
        return hashlib.sha256(self._prefix + text_key(article)).hexdigest()


def code_version() -> str:
    """sha256 over all modules that have a part in making records, and the versions of the libraries that read sentences, numbers and dates."""
    digest = hashlib.sha256(" ".join(map(version, _READERS)).encode())
    for package in (extractor, schemas):
        for path in sorted(Path(str(package.__file__)).parent.rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
