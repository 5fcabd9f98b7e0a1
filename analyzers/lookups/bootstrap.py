"""Which RDAP server speaks for a domain (RFC 9224): a short list comes with Fuwake, IANA's full one replaces it."""

from __future__ import annotations

import contextlib
import logging
import os
import time
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import msgspec

from analyzers.errors import LookupFailed
from analyzers.lookups.fetch import FetchRefused

if TYPE_CHECKING:
    from pathlib import Path

    from analyzers.lookups.fetch import Fetcher

_log = logging.getLogger(__name__)

IANA: Final = "https://data.iana.org/rdap/dns.json"
FILE: Final = "rdap_bootstrap.json"
_MOST: Final = 1024 * 1024  # bytes; the list has some 60 KB
_LEAST: Final = 100  # endings; a shorter list is not IANA's
_FRESH: Final = 7 * 86400.0  # seconds
_AGAIN: Final = 3600.0  # seconds after an attempt that failed
_DEADLINE: Final = 10.0


class _Services(msgspec.Struct):
    services: list[tuple[list[str], list[str]]]


class Bootstrap:
    """The servers by ending. `directory`: where IANA's list is kept; None: the short list only."""

    def __init__(self, directory: Path | None = None) -> None:
        self._path = None if directory is None else directory / FILE
        self._servers: dict[str, str] = {}
        self._tried = 0.0
        self._load()

    def server(self, domain: str) -> str | None:
        """The base URL, with a slash at its end, for the longest ending of `domain` that is listed; None: none is."""
        labels = domain.split(".")
        return next((url for at in range(1, len(labels)) if (url := self._servers.get(".".join(labels[at:])))), None)

    @property
    def due(self) -> bool:
        """Whether IANA should be asked for its list: what we have is a week old, and nobody tried within the hour."""
        if self._path is None or time.time() < self._tried + _AGAIN:
            return False
        try:
            return time.time() > self._path.stat().st_mtime + _FRESH
        except OSError:
            return True

    async def refresh(self, fetcher: Fetcher) -> bool:
        """Ask IANA for its list and keep it; False when nothing usable came, and the old one stays."""
        if self._path is None:
            return False
        self._tried = time.time()
        try:
            fetched = await fetcher.get(IANA, source="rdap", deadline=_DEADLINE, most=_MOST, redirects=1)
        except (LookupFailed, FetchRefused) as failed:
            _log.info("the list of RDAP servers stays as it is: %s", failed)
            return False
        servers = _read(fetched.body) if fetched.status == 200 and fetched.whole else {}
        if len(servers) < _LEAST:
            _log.warning("IANA's list of RDAP servers could not be used")
            return False
        self._keep(self._path, fetched.body)
        self._servers = {**_shipped(), **servers}
        return True

    def _keep(self, path: Path, body: bytes) -> None:
        fresh = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(body)
            fresh.replace(path)
        except OSError as error:
            _log.warning("the list of RDAP servers cannot be written: %s", error)

    def _load(self) -> None:
        self._servers = _shipped()
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._servers |= _read(self._path.read_bytes()[:_MOST])


def _shipped() -> dict[str, str]:
    return _read(files("analyzers").joinpath("data/rdap_bootstrap.json").read_bytes())


def _read(body: bytes) -> dict[str, str]:
    """Ending to URL, of HTTPS servers only; empty for what is no such list."""
    try:
        listed = msgspec.json.decode(body, type=_Services).services
    except (msgspec.DecodeError, ValueError, RecursionError):
        return {}
    found: dict[str, str] = {}
    for endings, urls in listed:
        url = next((each for each in urls if each.startswith("https://")), None)
        if url:
            found |= dict.fromkeys((ending.lower().strip(".") for ending in endings), url.rstrip("/") + "/")
    return found
