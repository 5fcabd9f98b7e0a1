"""Country, network and estimated city of an address, from data on this machine.

The files are mapped, so that processes share them; a look-up takes microseconds and is made where it is asked. Whether there
are new files is looked at once a minute, in a thread. A file must be replaced by renaming, never be written over.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analyzers.errors import LookupFailed
from analyzers.facts import Place
from analyzers.lookups.geo_files import MANIFEST, given, installed
from analyzers.lookups.geo_readers import FAULTS, SourceReader
from analyzers.lookups.hostnames import address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from analyzers.errors import Reason
    from analyzers.lookups.geo_files import GeoSource, Role
    from analyzers.lookups.geo_readers import Found
    from analyzers.lookups.hostnames import Address

_log = logging.getLogger(__name__)

LOOK_AGAIN: Final = 60.0  # seconds
_ORDER: Final = ("city", "country", "asn")
_PLACING: Final = {"city", "country"}
# "Tempe (South Tempe)" and "Tempe", "Chiyoda City" and "Chiyoda" are the same city.
_QUARTER: Final = re.compile(r"\([^)]*\)| city$|-shi$|-ku$")

Stamp = tuple[tuple[str, int, int, int], ...]


@dataclass(slots=True)
class _Open:
    """The files that are open; `broken`: the roles of sources that could not be opened, `told`: whose faults were logged."""

    readers: list[SourceReader]
    broken: set[Role]
    told: set[str]

    def tell(self, name: str, fault: BaseException) -> None:
        """Log what is wrong with a file, once."""
        if name not in self.told:
            self.told.add(name)
            _log.warning("data on addresses: %s cannot be read (%s)", name, fault)

    def close(self) -> None:
        """Let go of the files."""
        for reader in self.readers:
            reader.close()


class PlaceData:
    """Places by what is installed in `folder`. `city` and `asn`: data that the administrator keeps himself, asked first.

    `clock` gives seconds. One PlaceData serves one event loop at a time.
    """

    def __init__(
        self,
        folder: Path,
        *,
        city: Path | None = None,
        asn: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        pairs: tuple[tuple[Path | None, Role], ...] = ((city, "city"), (asn, "asn"))
        self._given = tuple((path, role) for path, role in pairs if path)
        self._clock = clock
        self._open = _Open([], set(), set())
        self._stamp: Stamp | None = None
        self._looked: float | None = None
        self._lock = asyncio.Lock()

    async def place(self, ip: str) -> Place:
        """What the data say of `ip`; a Place without facts when they do not know it.

        Raises LookupFailed (`geo`): `not-installed` without data, `error` when none of it can be read.
        """
        async with self._lock:
            if self._looked is None or self._clock() - self._looked >= LOOK_AGAIN:
                self._take(await asyncio.to_thread(self._look))
                self._looked = self._clock()
            host = address(ip)
            if host is None:
                raise LookupFailed("geo", ip, "error")
            return self._place(ip, host)

    def close(self) -> None:
        """Let go of the files."""
        self._open.close()
        self._open, self._stamp, self._looked = _Open([], set(), set()), None, None

    def _look(self) -> tuple[_Open, Stamp] | None:
        """The files, opened anew; None when they are those of before."""
        sources, faults = self._sources()
        named = [path for path, _ in self._given] + [file for source in sources for file in source.files]
        stamp = _stamp([self._folder / MANIFEST, *named])
        if stamp == self._stamp:
            return None
        fresh = _Open([], {role for role, _, _ in faults}, set())
        for source in sources:
            try:
                fresh.readers.append(SourceReader(source))
            except FAULTS as fault:
                faults.append((source.role, source.files[0].name, fault))
                fresh.broken.add(source.role)
        fresh.readers.sort(key=lambda reader: _ORDER.index(reader.source.role))
        for _, name, why in faults:
            fresh.tell(name, why)
        return fresh, stamp

    def _take(self, looked: tuple[_Open, Stamp] | None) -> None:
        if looked:
            self._open.close()
            self._open, self._stamp = looked

    def _sources(self) -> tuple[list[GeoSource], list[tuple[Role, str, BaseException]]]:
        """What is there to open, and what is not to be read: its role, its name, and why."""
        sources: list[GeoSource] = []
        faults: list[tuple[Role, str, BaseException]] = []
        for path, role in self._given:
            try:
                sources.append(given(path, role))
            except OSError as fault:
                faults.append((role, path.name, fault))
        try:
            sources += installed(self._folder)
        except (ValueError, OSError) as fault:
            faults += [("city", MANIFEST, fault), ("asn", MANIFEST, fault)]
        return sources, faults

    def _place(self, ip: str, host: Address) -> Place:
        found: list[tuple[GeoSource, Found]] = []
        answered: set[Role] = set()
        for reader in self._open.readers:
            try:
                answer = reader.find(host)
            except FAULTS as fault:
                self._open.tell(reader.source.files[0].name, fault)
                continue
            answered.add(reader.source.role)
            if answer:
                found.append((reader.source, answer))
        known = {reader.source.role for reader in self._open.readers} | self._open.broken
        if not answered:
            raise LookupFailed("geo", ip, "error" if known else "not-installed")
        return _together(found, gap=_gap(answered, known))


def _gap(answered: set[Role], known: set[Role]) -> Reason | None:
    """Why country or network could not be looked for at all."""
    missing = [wanted for wanted in (_PLACING, {"asn"}) if not answered & wanted]
    if not missing:
        return None
    return "error" if any(known & wanted for wanted in missing) else "not-installed"


def _together(found: list[tuple[GeoSource, Found]], *, gap: Reason | None) -> Place:
    """One Place of all answers: of each fact the first counts, and another country or city is told beside it."""
    countries = [answer.country for _, answer in found if answer.country]
    cities = [(answer.city, source.name) for source, answer in found if answer.city]
    system = next((answer for _, answer in found if answer.asn), None)
    city, city_source = cities[0] if cities else (None, None)
    other = next(((name, source) for name, source in cities[1:] if _plain(name) != _plain(city or "")), (None, None))
    return Place(
        country=countries[0] if countries else None,
        asn=system.asn if system else None,
        network=system.network if system else None,
        city=city,
        city_source=city_source,
        disputed=next((country for country in countries if country != countries[0]), None),
        other_city=other[0],
        other_city_source=other[1],
        credits=tuple(dict.fromkeys(source.credit for source, _ in found if source.credit)),
        gap=gap,
    )


def _plain(city: str) -> str:
    return _QUARTER.sub("", city.casefold()).strip()


def _stamp(paths: Iterable[Path]) -> Stamp:
    """What tells whether a file is another one."""
    rows = []
    for path in paths:
        try:
            about = path.stat()
        except OSError:
            rows.append((str(path), 0, 0, 0))
        else:
            rows.append((str(path), about.st_mtime_ns, about.st_ino, about.st_size))
    return tuple(rows)
