"""The mails of a folder, whatever its layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_NO_MAIL = {
    ".csv",
    ".gz",
    ".html",
    ".json",
    ".jsonl",
    ".mbox",
    ".md",
    ".py",
    ".sh",
    ".toml",
    ".tsv",
    ".txt",
    ".yaml",
    ".yml",
    ".zip",
}
_NOTES = ("cmds", "licence", "license", "notice", "readme")


@dataclass(frozen=True, slots=True)
class Source:
    """One file: the set to which it belongs, where it lies, whether its set holds `fraud`."""

    set: str
    path: Path
    fraud: bool


def sources(folders: Iterable[Path], *, fraud: bool) -> Iterator[Source]:
    """The mails in and below each of `folders`, each folder a set by its name, in the order of their paths; notes are left out."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            named = path.name.lower()
            if path.is_file() and path.suffix.lower() not in _NO_MAIL and not named.startswith((".", *_NOTES)):
                yield Source(folder.resolve().name, path, fraud)
