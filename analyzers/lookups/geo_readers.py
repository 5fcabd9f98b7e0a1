"""Reading data on addresses: MaxMind DB files of either schema, and tables of autonomous systems.

The flat schema has `city` and `country_code` beside each other, MaxMind's has `city.names.en` and `country.iso_code`.
"""

from __future__ import annotations

import re
import struct
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

import maxminddb

from analyzers.lookups.asn_table import AsnTable
from analyzers.lookups.geo_files import TABLE, Role

if TYPE_CHECKING:
    from pathlib import Path

    from analyzers.lookups.geo_files import GeoSource
    from analyzers.lookups.hostnames import Address

# What a damaged file makes of its reader, in C or in Python.
FAULTS: Final = (
    maxminddb.InvalidDatabaseError, OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    RecursionError, MemoryError, struct.error,
)  # fmt: skip
_COUNTRY: Final = re.compile(r"[A-Z]{2}\Z")
_MAX_TEXT: Final = 80
_MAX_ASN: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Found:
    """What one source says of an address."""

    country: str | None = None
    city: str | None = None
    asn: int | None = None
    network: str | None = None


class SourceReader:
    """The files of `source`, open. Raises some of FAULTS when one cannot be read; so does `find`."""

    def __init__(self, source: GeoSource) -> None:
        self.source = source
        self._open: list[tuple[bool, Any]] = []  # whether it knows IPv6, the reader
        try:
            for file in source.files:
                self._open.append(_opened(file))
        except BaseException:
            self.close()
            raise

    def find(self, ip: Address) -> Found | None:
        """The first answer that the files give; None: they do not know the address."""
        for six, reader in self._open:
            if ip.version == 6 and not six:
                continue
            if isinstance(reader, AsnTable):
                system = reader.find(ip)
                row = system and {"autonomous_system_number": system[0], "autonomous_system_organization": system[1]}
            else:
                row = reader.get(ip)
            if row is not None:
                return _found(row, self.source.role)
        return None

    def close(self) -> None:
        """Let go of the files."""
        for _, reader in self._open:
            with suppress(*FAULTS):
                reader.close()


def role_and_date(file: Path) -> tuple[Role, date]:
    """What a MaxMind DB file says of itself. Raises some of FAULTS; ValueError when it tells nothing of places."""
    with maxminddb.open_database(file) as reader:
        about = reader.metadata()
    kind = about.database_type.lower()
    roles: tuple[tuple[str, Role], ...] = (("city", "city"), ("asn", "asn"), ("isp", "asn"), ("country", "country"))
    role = next((role for word, role in roles if word in kind), None)
    if role is None:
        raise ValueError(f"{file.name} holds no cities, countries or autonomous systems")
    return role, datetime.fromtimestamp(about.build_epoch, UTC).date()


def _opened(file: Path) -> tuple[bool, Any]:
    if file.suffix == TABLE:
        return True, AsnTable(file)
    reader = maxminddb.open_database(file)
    return reader.metadata().ip_version == 6, reader


def _found(row: Any, role: Role) -> Found:
    if not isinstance(row, dict):
        raise TypeError("a record is no map")
    if role == "asn":
        number = row.get("autonomous_system_number")
        known = type(number) is int and 0 < number <= _MAX_ASN
        return Found(asn=number if known else None, network=_text(row.get("autonomous_system_organization")))
    code = row.get("country_code") or _inside(row, "country", "iso_code")
    city = row.get("city")
    name = city if isinstance(city, str) else _inside(row, "city", "names", "en")
    country = code.upper() if isinstance(code, str) else ""
    return Found(country=country if _COUNTRY.match(country) else None, city=_text(name) if role == "city" else None)


def _inside(row: Any, *path: str) -> Any:
    for key in path:
        row = row.get(key) if isinstance(row, dict) else None
    return row


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    shown = "".join(mark for mark in value[: _MAX_TEXT * 2] if mark.isprintable()).strip()
    return shown[:_MAX_TEXT] or None
