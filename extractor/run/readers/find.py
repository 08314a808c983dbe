"""Which files an input names, found as they are asked for: a folder or a glob is listed one folder at a time, each in the order of its names."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from extractor.errors import ArticleInputError, UsageError
from extractor.run.readers.items import Place, Unreadable

STDIN = "-"
_LONGEST_SUFFIX = 6
_OURS = (("articles.jsonl", "run.json"), ("queue.jsonl", "job.json"))
"""Files that tell a run's folder, and a batch job's: what this program wrote is read only where it is named as a file."""
SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
"""Of the files read from folders and globs; each may be followed by one of COMPRESSIONS."""
COMPRESSIONS = (".gz", ".zst")
SIDECAR = ".meta.json"
"""Ends the name of a file that tells about the article beside it."""


@dataclass(frozen=True)
class Found:
    """A file to read, or standard input."""

    path: Path
    name: str
    """The id of an article that is the whole file: its path within the input, without suffixes."""

    @property
    def source(self) -> str:
        return "standard input" if self.is_stdin else printable(str(self.path))

    @property
    def longer_names(self) -> Iterator[str]:
        """What tells it from its namesakes, ever longer: the name with its suffixes under more and more of the folders that it lies in.

        They are the same wherever the command is called, and however the path is typed.
        """
        parts = (self.path.parent.resolve() / self.path.name).parts
        for length in range(self.name.count("/") + 2, len(parts) + 1):
            yield printable(PurePath(*parts[-length:]).as_posix())

    @property
    def is_stdin(self) -> bool:
        return str(self.path) == STDIN

    @property
    def place(self) -> Place:
        return Place(self.name, self.source)


def suffixes(name: str) -> tuple[str, str]:
    """The suffix that tells a file's format, and that of its compression or ""."""
    path = PurePath(name.lower())
    return (PurePath(path.stem).suffix, path.suffix) if path.suffix in COMPRESSIONS else (path.suffix, "")


def without_suffixes(path: Path) -> Path:
    """`a/b.txt.gz` is `a/b`."""
    return (path.with_suffix("") if path.suffix.lower() in COMPRESSIONS else path).with_suffix("")


def check(item: str) -> None:
    """Raise UsageError if `item` names nothing that could be read; what happens to it later is an article's failure."""
    try:
        path = Path(item)
        if item == STDIN or (item and path.is_file()):
            return
        if item and (path.is_dir() or glob.has_magic(item)):
            if next(find(item), None) is None:
                where = "no articles in this folder" if path.is_dir() else "no articles match"
                raise UsageError(f"{item}: {where} (looked for {', '.join(SUFFIXES)}, also with .gz or .zst)")
        elif item and path.exists():
            raise UsageError(f"{item}: not a regular file; pipe its content into: extractor run -")
        else:
            raise UsageError(f"{item or repr(item)}: no such file or folder")
    except OSError as error:
        raise UsageError(f"{item}: {error.strerror or error}") from None


def find(item: str, others: Counter[str] | None = None) -> Iterator[Found | Unreadable]:
    """The files that one input names; a folder that can't be listed is Unreadable. Never raises for an `item` that passed `check`.

    Args:
        others: counts by suffix the files that a folder or a glob holds and that are not read.
    """
    path, others = Path(item), Counter() if others is None else others
    if item == STDIN:
        yield Found(path, "stdin")
    elif path.is_dir():
        yield from _walk(path, others)
    elif glob.has_magic(item) and not path.is_file():
        yield from _matches(Path(path.anchor), path.relative_to(path.anchor).parts, others)
    else:
        yield _found(path, Path(path.name))


def _found(path: Path, within: Path) -> Found:
    return Found(path, printable(without_suffixes(within).as_posix()))


def printable(name: str) -> str:
    """File names need not be UTF-8, ids must be: other bytes are written as \\xNN."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


# ---------------------------------------------------------------- folders


def _walk(root: Path, others: Counter[str]) -> Iterator[Found | Unreadable]:
    """The articles of a folder and the folders in it, without hidden ones. Links to folders are not followed, so that no loop can be entered."""
    levels = [(root, [""])]
    while levels:
        parent, names = levels[-1]
        if not names:
            levels.pop()
            continue
        folder = parent / names.pop()
        try:
            listing = _list(folder)
        except OSError as error:
            yield _unlisted(folder, error)
            continue
        others.update(map(_suffix, listing.others))
        yield from (_found(folder / name, (folder / name).relative_to(root)) for name in listing.articles)
        yield from _links_out(root, folder, listing.links)
        levels.append((folder, listing.folders[::-1]))


@dataclass(frozen=True)
class _Listing:
    """Sorted names of what one folder holds, without hidden ones."""

    articles: list[str]
    folders: list[str]
    links: list[str]
    """Links to folders."""
    others: list[str]
    """Files that are not read."""


def _list(folder: Path) -> _Listing:
    listing = _Listing([], [], [], [])
    if any(all((folder / name).is_file() for name in names) for names in _OURS):
        return listing
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                listing.folders.append(entry.name)
            elif entry.is_symlink() and Path(entry.path).is_dir():
                listing.links.append(entry.name)
            elif suffixes(entry.name)[0] in SUFFIXES:
                listing.articles.append(entry.name)
            elif not entry.name.endswith(SIDECAR):
                listing.others.append(entry.name)
    for names in (listing.articles, listing.folders, listing.links):
        names.sort()
    return listing


def _suffix(name: str) -> str:
    """Of a file that is not read; "" where what stands behind the last full stop tells no format."""
    suffix = PurePath(name.lower()).suffix
    return suffix if suffix[1:].isalnum() and len(suffix) <= _LONGEST_SUFFIX and not suffix[1:].isdigit() else ""


def _links_out(root: Path, folder: Path, links: list[str]) -> Iterator[Unreadable]:
    """Links that lead out of `root`: what is behind the others is read at its own place."""
    for name in links:
        path = folder / name
        target = path.resolve()
        if not target.is_relative_to(root.resolve()):
            error = ArticleInputError(f"links to a folder elsewhere and is not followed; name {printable(str(target))} as an input of its own")
            yield Unreadable(printable(path.relative_to(root).as_posix()), printable(str(path)), error)


def _unlisted(folder: Path, error: OSError) -> Unreadable:
    source = printable(str(folder))
    return Unreadable(source, source, ArticleInputError(f"can't list this folder: {error.strerror or error}"))


# ---------------------------------------------------------------- globs


def _matches(folder: Path, parts: tuple[str, ...], others: Counter[str]) -> Iterator[Found | Unreadable]:
    """The articles under `folder` whose paths match `parts`, as glob.iglob would find them, but folder by folder in the order of names.

    `**` stands for any depth, and does not go through links.
    """
    part, rest = parts[0], parts[1:]
    if rest and part != "**" and not glob.has_magic(part):
        yield from _matches(folder / part, rest, others)
        return
    try:
        listing = _list(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        yield _unlisted(folder, error)
        return
    if part == "**":
        yield from _matches(folder, rest or ("*",), others)
        for name in listing.folders:
            yield from _matches(folder / name, parts, others)
    elif rest:
        for name in sorted(listing.folders + listing.links):
            if fnmatchcase(name, part):
                yield from _matches(folder / name, rest, others)
    else:
        others.update(_suffix(name) for name in listing.others if fnmatchcase(name, part))
        yield from (_found(folder / name, Path(name)) for name in listing.articles if fnmatchcase(name, part))
