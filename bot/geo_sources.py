"""What a package of data on addresses holds: its files by what they tell and who made them, each opened and asked."""

from __future__ import annotations

import csv
import re
import socket
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from analyzers.lookups.asn_table import write_table
from analyzers.lookups.geo_files import TABLE, GeoSource, known_source
from analyzers.lookups.geo_readers import SourceReader, role_and_date
from analyzers.lookups.hostnames import address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from analyzers.lookups.asn_table import Range
    from analyzers.lookups.geo_files import Role
    from bot.geo_packages import Package

# Addresses that every source of data knows.
_KNOWN: Final = ("8.8.8.8", "1.1.1.1", "2001:4860:4860::8888")
_MAX_ROWS: Final = 5_000_000


def sources_of(package: Package) -> list[GeoSource]:
    """The sources in `package`, tried. Raises ValueError or some of FAULTS for what cannot be used."""
    names = {file.name for file in package.files}
    found: dict[tuple[str, str], GeoSource] = {}
    for file in package.files:
        whole = re.sub(r"-ipv[46](?=\.mmdb$)", "", file.name)
        if file.suffix != ".mmdb" or (whole != file.name and whole in names):
            continue  # a file for both versions makes those for one superfluous
        role, dated = role_and_date(file)
        made = _made(role, file, dated, package.version)
        before = found.get((role, made.name))
        found[role, made.name] = replace(before, files=(*before.files, file)) if before else made
    if tables := [file for file in package.files if file.suffix == ".csv"]:
        path = tables[0].with_name(f"asn{TABLE}")
        write_table(_ranges(tables), path)
        made = _made("asn", tables[0], _date(package.version, tables[0]), package.version)
        found["asn", made.name] = replace(made, files=(path,))
    for source in found.values():
        attempt(source)
    return list(found.values())


def attempt(source: GeoSource) -> None:
    """Open `source` and ask it about addresses that everybody knows. Raises ValueError when it is silent, FAULTS."""
    reader = SourceReader(source)
    try:
        answers = [reader.find(host) for ip in _KNOWN if (host := address(ip))]
    finally:
        reader.close()
    if not any(answer and (answer.country or answer.asn) for answer in answers):
        raise ValueError(f"{source.files[0].name} does not even know {_KNOWN[0]}")


def _made(role: Role, file: Path, dated: date, version: str | None) -> GeoSource:
    maker = known_source(file.name)
    if maker is None:
        return GeoSource(role, (file,), file.stem[:40], version=version, dated=dated)
    return GeoSource(role, (file,), maker.name, maker.credit, maker.licence, version, dated)


def _date(version: str | None, file: Path) -> date:
    """A package's version ends in its date and hour; else the file's own date."""
    digits = re.search(r"\.(\d{8})\d{0,2}$", version or "")
    try:
        return datetime.strptime(digits[1] if digits else "", "%Y%m%d").replace(tzinfo=UTC).date()
    except ValueError:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC).date()


def _ranges(tables: Sequence[Path]) -> Iterator[Range]:
    """The rows of `first,last,number,name`. Raises ValueError for a row of another form."""
    for table in tables:
        family = socket.AF_INET6 if "ipv6" in table.name else socket.AF_INET
        with table.open(encoding="utf-8", errors="replace", newline="") as file:
            for number, row in enumerate(csv.reader(file), 1):
                try:
                    first, last, asn, name = row
                    packed = socket.inet_pton(family, first), socket.inet_pton(family, last), int(asn)
                except (ValueError, OSError):
                    raise ValueError(f"{table.name}, line {number}: not first,last,number,name") from None
                if number > _MAX_ROWS or not 0 < packed[2] < 1 << 32:
                    raise ValueError(f"{table.name}, line {number}: beyond what there can be")
                yield (*packed, name)
