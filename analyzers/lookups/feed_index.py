"""What a feed told, in an SQLite file of our own: which hosts it names, and how each of its pages was last fetched."""

from __future__ import annotations

import contextlib
import csv
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from analyzers.links.names import parse_host

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MAX_HOSTS: Final = 500_000  # of one page
_MAX_LINE: Final = 8192  # characters; a longer one is no URL
_PATIENCE: Final = 2.0  # seconds that SQLite waits for another process
_SHAPE: Final = """
CREATE TABLE IF NOT EXISTS page (url TEXT PRIMARY KEY, etag TEXT, modified TEXT, fetched REAL NOT NULL);
CREATE TABLE IF NOT EXISTS host (name TEXT, page TEXT, domain TEXT, PRIMARY KEY (name, page)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS host_domain ON host (domain);
"""


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


def hosts_in(body: bytes, form: Literal["lines", "csv"]) -> dict[str, str]:
    """The hosts of the URLs in a page of a feed, each with its registrable domain; what is no URL is left out."""
    found: dict[str, str] = {}
    for url in _urls(body.decode("utf-8-sig", "replace"), form):
        with contextlib.suppress(ValueError):
            host = parse_host(urlsplit(url).hostname or "")
            if host and host.registrable_domain and len(found) < MAX_HOSTS:
                found[host.name] = host.registrable_domain
    return found


def _urls(text: str, form: Literal["lines", "csv"]) -> Iterator[str]:
    lines = [line for line in text.splitlines() if 0 < len(line) <= _MAX_LINE and "\0" not in line]
    if form == "lines":
        yield from lines
        return
    rows = (next(csv.reader([line]), []) for line in lines)  # a quote that is left open ends with its line
    column = next((at for at, name in enumerate(next(rows, [])) if name.strip().lower() == "url"), None)
    if column is not None:
        yield from (row[column] for row in rows if len(row) > column)


class FeedIndex:
    """The index in the file `path`; its folder is made when something is kept. Blocks: use it in a thread.

    What cannot be read raises sqlite3.Error or OSError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, url: str, hosts: dict[str, str], validators: Validators, now: float) -> None:
        """The page `url` names these hosts, and no others any more."""
        with self._open() as database, database:
            database.execute("DELETE FROM host WHERE page = ?", (url,))
            rows = ((name, url, domain) for name, domain in hosts.items())
            database.executemany("INSERT INTO host VALUES (?, ?, ?)", rows)
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

    def find(self, host: str, domain: str) -> Literal["host", "domain"] | None:
        """Whether the feed names `host`, or another host of the registrable `domain`. Raises FileNotFoundError: never fetched."""
        with self._open(made=False) as database:
            if database.execute("SELECT 1 FROM host WHERE name = ? LIMIT 1", (host,)).fetchone():
                return "host"
            return (
                "domain"
                if database.execute("SELECT 1 FROM host WHERE domain = ? LIMIT 1", (domain,)).fetchone()
                else None
            )

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
                database.executescript(_SHAPE)
            yield database
