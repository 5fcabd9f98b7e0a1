"""What the values of settings must look like: each function takes a value as it was written and gives it as it is used.

All raise ValueError with a sentence for the administrator.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

from analyzers.lookups.hostnames import a_label
from analyzers.lookups.zones import known_zones, public_name

if TYPE_CHECKING:
    from pathlib import Path

_ID = re.compile(r"[A-Z][A-Z0-9]{1,20}")


def split(value: object) -> object:
    """A list that was written with commas."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def lowered(value: tuple[str, ...]) -> tuple[str, ...]:
    """Names as the DNS knows them, without dots at their ends and without an @."""
    return tuple(name.lower().strip(".").lstrip("@") for name in value)


def domains(value: tuple[str, ...]) -> tuple[str, ...]:
    """Domains."""
    for name in value:
        if "." not in name or a_label(name) is None:
            raise ValueError(f"{name!r} is no domain")
    return value


def ids(value: tuple[str, ...]) -> tuple[str, ...]:
    """Slack's ids of channels or people."""
    for name in value:
        if not _ID.fullmatch(name):
            raise ValueError(f"{name!r} is no Slack id (it looks like C0123456789 or U0123456789)")
    return value


def one_id(value: str | None) -> str | None:
    """One id of Slack."""
    if value is not None and not _ID.fullmatch(value):
        raise ValueError(f"{value!r} is no Slack id")
    return value


def zones(value: tuple[str, ...], setting: str, *, with_urlhaus: bool) -> tuple[str, ...]:
    """Lists of the kind that `setting` (`blocklists` or `uribls`) asks; the word none asks no list."""
    if value == ("none",):
        return ()
    kind, other = ("domain", "BLOCKLISTS") if setting == "uribls" else ("address", "URIBLS")
    for name in value:
        known = known_zones().get(public_name(name)[0])
        if known is None and (a_label(name) is None or "." not in name):
            raise ValueError(f"{name!r} is no zone of a block list")
        if known and (known.kind == "address") != (kind == "address"):
            raise ValueError(f"{known.name} is a list of the other kind; name it in FUWAKE_{other}")
    if "urlhaus" in value and not with_urlhaus:
        raise ValueError("the feed urlhaus needs a key in FUWAKE_URLHAUS_KEY")
    return value


def server(value: str) -> str:
    """A resolver: ip, ip:port or [ipv6]:port."""
    bracketed = re.fullmatch(r"\[([^\]]+)\](?::(\d{1,5}))?", value)
    plain = re.fullmatch(r"([\d.]+)(?::(\d{1,5}))?", value)
    found = bracketed or plain
    try:
        ipaddress.ip_address(found[1] if found else value)
    except ValueError:
        raise ValueError(f"{value!r} is no address (ip, ip:port or [ipv6]:port)") from None
    if found and found[2] and not 0 < int(found[2]) < 65536:
        raise ValueError(f"{value!r} has no valid port")
    return value


def there(value: Path | None) -> Path | None:
    """A file or a folder that exists."""
    if value is not None and not value.exists():
        raise ValueError(f"there is no file or folder {value}")
    return value


def networks(value: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses or networks of the internet."""
    for each in value:
        try:
            ipaddress.ip_network(each, strict=False)
        except ValueError:
            raise ValueError(f"{each!r} is no address or network") from None
    return value


def mail_address(value: str) -> str:
    """One mail address, in lower case."""
    local, _, domain = value.strip().lower().rpartition("@")
    if not local or "." not in domain or a_label(domain) is None or re.search(r"[\s<>,]", local):
        raise ValueError(f"{value!r} is no mail address")
    return f"{local}@{domain}"


def loopback(host: str) -> bool:
    """Whether a host is this machine by its name or address alone."""
    try:
        return host.lower() == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_port(value: str, port: int) -> tuple[str, int]:
    """A server: host, host:port, ip, ip:port or [ipv6]:port; `port` is the usual one."""
    found = re.fullmatch(
        r"\[([0-9A-Fa-f:.]+)\](?::(\d{1,5}))?|([^\s:/@\[\]]+)(?::(\d{1,5}))?|([0-9A-Fa-f:.]+)", value.strip()
    )
    host = (found[1] or found[3] or found[5]) if found else ""
    named = int(found[2] or found[4] or port) if found else 0
    if not host or not 0 < named < 65536:
        raise ValueError(f"{value!r} is no server (host, host:port or [ipv6]:port)")
    return host, named
