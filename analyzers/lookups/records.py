"""Records as text. What a stranger's server says is cut to a bound, and cleaned of what is no name and no text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from analyzers.lookups.hostnames import address, host_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dns.rdata import Rdata

_MAX_ADDRESSES: Final = 256  # high: an address that was cut off would look like a failed iprev
_MAX_NAMES: Final = 32
_MAX_TEXTS: Final = 64
_MAX_TEXT: Final = 8192  # bytes


def addresses_in(records: Sequence[Rdata]) -> tuple[str, ...]:
    """The addresses of A or AAAA records in numeric order, at most 256."""
    found = {host for record in records if (host := address(_fields(record).address))}
    return tuple(str(host) for host in sorted(found, key=lambda host: (host.version, int(host)))[:_MAX_ADDRESSES])


def mail_servers_in(records: Sequence[Rdata]) -> tuple[str, ...]:
    """The targets of MX records by preference, then name, at most 32.

    The null MX counts only where it stands alone (RFC 7505, section 3: no other MX beside it).
    """
    ranked = sorted((_fields(record).preference, host_text(_fields(record).exchange.labels)) for record in records)
    targets = _once(name for _, name in ranked if name)
    return targets[:_MAX_NAMES] if targets or not ranked else ("",)


def names_in(records: Sequence[Rdata]) -> tuple[str, ...]:
    """The names of PTR records, sorted, at most 32."""
    return tuple(sorted({host_text(_fields(record).target.labels) for record in records} - {""}))[:_MAX_NAMES]


def texts_in(records: Sequence[Rdata]) -> tuple[str, ...]:
    """The texts of TXT records, the strings of each joined without a space (RFC 7208, section 3.3), sorted."""
    joined = {b"".join(_fields(record).strings) for record in records}
    return tuple(sorted(_printable(text) for text in joined if len(text) <= _MAX_TEXT)[:_MAX_TEXTS])


def _fields(record: Rdata) -> Any:
    return record  # dnspython's record types are made at run time: their fields are unknown to the checker


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _printable(text: bytes) -> str:
    return "".join(mark if mark.isprintable() else "\ufffd" for mark in text.decode("utf-8", "replace"))
