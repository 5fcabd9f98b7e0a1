"""What a feed told, in an SQLite file of our own: which hosts it names, and how each of its pages was last fetched."""

from __future__ import annotations

import contextlib
import csv
import sqlite3
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from analyzers.links.names import parse_host

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MAX_HOSTS: Final = 500_000  # of one page
_MAX_LINE: Final = 8192  # characters; a longer one is no URL
_MAX_BRAND: Final = 60  # characters
_PATIENCE: Final = 2.0  # seconds that SQLite waits for another process
_VERSION: Final = 1  # of the tables; an index of another one is fetched anew
_SHAPE: Final = f"""
BEGIN IMMEDIATE;
DROP TABLE IF EXISTS page;
DROP TABLE IF EXISTS host;
CREATE TABLE page (url TEXT PRIMARY KEY, etag TEXT, modified TEXT, fetched REAL NOT NULL);
CREATE TABLE host (name TEXT, page TEXT, domain TEXT, brand TEXT, PRIMARY KEY (name, page)) WITHOUT ROWID;
CREATE INDEX host_domain ON host (domain);
PRAGMA user_version = {_VERSION};
COMMIT;
"""
_BY_NAME: Final = "SELECT DISTINCT brand FROM host WHERE name = ? ORDER BY brand DESC LIMIT 2"
_BY_DOMAIN: Final = "SELECT DISTINCT brand FROM host WHERE domain = ? ORDER BY brand DESC LIMIT 2"


@dataclass(frozen=True, slots=True)
class FeedState:
    """How many hosts an index names, and when (Unix time, seconds) a page of its feed was last fetched."""

    hosts: int
    fetched: float


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server wants to hear to say "not modified" (RFC 9110, section 13.1): `etag` and `modified`, as it sent them."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class FeedHost:
    """A host that a feed names: its registrable `domain`, and the `brand` that it poses as ("": not told)."""

    domain: str
    brand: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """What a feed says of a host: that it names the very `host`, or only another one of its `domain`.

    `brand`: the one brand that all of these pose as; None: not told, or several.
    """

    code: Literal["host", "domain"]
    brand: str | None = None


def hosts_in(body: bytes, form: Literal["lines", "csv"], brand: str = "") -> dict[str, FeedHost]:
    """The hosts of the URLs in a page of a feed; what is no URL is left out. `brand`: the column that names whom they pose as.

    A brand that a host was once given stays when a later row names none.
    """
    found: dict[str, FeedHost] = {}
    for url, posed in _rows(body.decode("utf-8-sig", "replace"), form, brand):
        with contextlib.suppress(ValueError):
            host = parse_host(urlsplit(url).hostname or "")
            if host and host.registrable_domain and len(found) < MAX_HOSTS:
                known = found.get(host.name)
                named = " ".join(posed.split())[:_MAX_BRAND] or (known.brand if known else "")
                found[host.name] = FeedHost(host.registrable_domain, named)
    return found


def _rows(text: str, form: Literal["lines", "csv"], brand: str) -> Iterator[tuple[str, str]]:
    """URL and brand of each row. The columns are named in the first line, or in the last of the `#` lines before all others."""
    lines = [line for line in text.splitlines() if 0 < len(line) <= _MAX_LINE and "\0" not in line]
    if form == "lines":
        yield from ((line, "") for line in lines)
        return
    comments = sum(1 for _ in takewhile(lambda line: line.startswith("#"), lines))
    first = max(comments - 1, 0)
    rows = (next(csv.reader([line]), []) for line in lines[first:])  # a quote that is left open ends with its line
    columns = [name.strip("# ").lower() for name in next(rows, [])]
    if "url" not in columns:
        return
    url, posed = columns.index("url"), columns.index(brand) if brand in columns else None
    for row in rows:
        if len(row) > url:
            yield row[url], row[posed] if posed is not None and len(row) > posed else ""


class FeedIndex:
    """The index in the file `path`; its folder is made when something is kept. Blocks: use it in a thread.

    What cannot be read raises sqlite3.Error or OSError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, url: str, hosts: dict[str, FeedHost], validators: Validators, now: float) -> None:
        """The page `url` names these hosts, and no others any more."""
        with self._open() as database, database:
            database.execute("DELETE FROM host WHERE page = ?", (url,))
            rows = ((name, url, host.domain, host.brand) for name, host in hosts.items())
            database.executemany("INSERT INTO host VALUES (?, ?, ?, ?)", rows)
            row = (url, validators.etag, validators.modified, now)
            database.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?)", row)

    def unchanged(self, url: str, now: float) -> None:
        """The page `url` is what it was."""
        with self._open() as database, database:
            database.execute("UPDATE page SET fetched = ? WHERE url = ?", (now, url))

    def forget_others(self, urls: Iterable[str]) -> None:
        """Pages that are not among `urls` are old, and their hosts go with them."""
        kept = set(urls)
        with self._open() as database, database:
            for (url,) in database.execute("SELECT url FROM page").fetchall():
                if url not in kept:
                    database.execute("DELETE FROM host WHERE page = ?", (url,))
                    database.execute("DELETE FROM page WHERE url = ?", (url,))

    def validators(self, url: str) -> Validators:
        """How to ask for `url` again."""
        with self._open() as database:
            row = database.execute("SELECT etag, modified FROM page WHERE url = ?", (url,)).fetchone()
        return Validators(*row) if row else Validators()

    def find(self, host: str, domain: str) -> Named | None:
        """What the feed says of `host`, which lies in the registrable `domain`. Raises FileNotFoundError: never fetched."""
        with self._open(made=False) as database:
            if brands := database.execute(_BY_NAME, (host,)).fetchall():
                return Named("host", _one(brands))
            brands = database.execute(_BY_DOMAIN, (domain,)).fetchall()
            return Named("domain", _one(brands)) if brands else None

    def state(self) -> FeedState:
        """What is there. Raises FileNotFoundError: never fetched."""
        with self._open(made=False) as database:
            (hosts,) = database.execute("SELECT count(DISTINCT name) FROM host").fetchone()
            (fetched,) = database.execute("SELECT max(fetched) FROM page").fetchone()
        return FeedState(hosts, fetched or 0.0)

    @contextlib.contextmanager
    def _open(self, *, made: bool = True) -> Iterator[sqlite3.Connection]:
        if not made and not self._path.exists():
            raise FileNotFoundError(self._path)
        if made:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as database:
            if made:
                database.execute("PRAGMA journal_mode=WAL")  # a mail does not wait for a page that is being kept
                if database.execute("PRAGMA user_version").fetchone() != (_VERSION,):
                    database.executescript(_SHAPE)
            yield database


def _one(brands: list[tuple[str]]) -> str | None:
    """The only brand among at most two, of which none ("") comes last."""
    named = [brand for (brand,) in brands if brand]
    return named[0] if len(named) == 1 else None
