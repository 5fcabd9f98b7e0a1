"""Which data on addresses are installed: their files, date and licence.

A folder holds the files and `sources.json`, which alone says which of them count; replacing it replaces all at once.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Role = Literal["city", "country", "asn"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
MANIFEST: Final = "sources.json"
TABLE: Final = ".table"  # how a file of analyzers.lookups.asn_table is called; the others are .mmdb
OLD: Final = 90  # days
_MAX_MANIFEST: Final = 64 << 10  # bytes
_MAX_TEXT: Final = 160


@dataclass(frozen=True, slots=True)
class GeoSource:
    """One source of data: what it tells (`role`), in which `files`, and who made it (`name`).

    `credit` is what its licence wants shown where the data are used. `dated`: when the data were made. None: not known.
    """

    role: Role
    files: tuple[Path, ...]
    name: str
    credit: str | None = None
    licence: str | None = None
    version: str | None = None
    dated: date | None = None

    def age(self, today: date) -> int | None:
        """Days from when the data were made to `today`."""
        return (today - self.dated).days if self.dated else None


@dataclass(frozen=True, slots=True)
class Known:
    """A maker of data whom we know by the names of its files. `package`: the npm package that is fetched, if any."""

    files: tuple[str, ...]
    name: str
    licence: str
    credit: str
    package: str | None


@lru_cache(maxsize=1)
def known_sources() -> tuple[Known, ...]:
    """Every maker in geo_sources.toml."""
    read = tomllib.loads(files("analyzers").joinpath("data/geo_sources.toml").read_text(encoding="utf-8"))
    return tuple(
        Known(tuple(row["files"]), row["name"], row["licence"], row["credit"], row.get("package"))
        for row in read["source"]
    )


def known_source(file_name: str) -> Known | None:
    """The maker of a file, by its name."""
    name = file_name.lower()
    return next((each for each in known_sources() if name.startswith(each.files)), None)


def installed(folder: Path) -> tuple[GeoSource, ...]:
    """What `sources.json` in `folder` names; empty when there is none. Raises ValueError for a broken one, OSError."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            content: Any = json.loads(file.read(_MAX_MANIFEST))
    except FileNotFoundError:
        return ()
    rows = content.get("sources") if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise ValueError(f"{MANIFEST} has no list of sources")  # noqa: TRY004 -- a file's content
    return tuple(_read(row, folder) for row in rows)


def manifest(sources: Sequence[GeoSource]) -> str:
    """The text of `sources.json`."""
    rows = [
        {
            "role": source.role,
            "files": [file.name for file in source.files],
            "name": source.name,
            "version": source.version,
            "date": source.dated.isoformat() if source.dated else None,
            "licence": source.licence,
            "credit": source.credit,
        }
        for source in sources
    ]
    return json.dumps({"sources": rows}, ensure_ascii=False, indent=1) + "\n"


def given(path: Path, role: Role) -> GeoSource:
    """The data that somebody keeps in `path`, a file or a folder of .mmdb files. Raises OSError when there is none."""
    found = tuple(sorted(path.glob("*.mmdb"))) if path.is_dir() else (path,)
    if not found or not all(file.is_file() for file in found):
        raise FileNotFoundError(f"{path} is no file and no folder with .mmdb files")
    maker = known_source(found[0].name)
    if maker is None:
        return GeoSource(role, found, found[0].stem[:40])
    return GeoSource(role, found, maker.name, maker.credit, maker.licence)


def _read(row: Any, folder: Path) -> GeoSource:
    if not isinstance(row, dict) or row.get("role") not in ROLES or not isinstance(row.get("files"), list):
        raise ValueError(f"{MANIFEST} has a source without role or files")
    names = [name for name in row["files"] if isinstance(name, str)]
    if not names or any("/" in name or "\\" in name or name.startswith(".") for name in names):
        raise ValueError(f"{MANIFEST} names a file that is not in its folder")
    text = {key: _text(row.get(key)) for key in ("name", "credit", "licence", "version", "date")}
    return GeoSource(
        role=row["role"],
        files=tuple(folder / name for name in names),
        name=text["name"] or names[0],
        credit=text["credit"],
        licence=text["licence"],
        version=text["version"],
        dated=date.fromisoformat(text["date"]) if text["date"] else None,
    )


def _text(value: Any) -> str | None:
    return value[:_MAX_TEXT] if isinstance(value, str) else None
