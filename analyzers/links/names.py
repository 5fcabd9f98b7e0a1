"""Host names: what a browser makes of them, and which part of one somebody owns."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import idna
import publicsuffixlist
import requests
import tldextract
from requests_file import FileAdapter

_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")  # a hyphen at either end is against the rules (RFC 1123), but works
_EXAMPLES = ("example", "test")  # RFC 2606: reserved, so that names in examples and tests behave like real ones
_DOTS = str.maketrans("。．｡", "...")


@dataclass(frozen=True, slots=True)
class Host:
    """A host as a browser would reach it.

    `name` is lower case in A-labels, or an IP address. `registrable_domain` is what somebody registered or rented: one
    label below the public suffix, free subdomain hosts counted as suffixes; None for an address or a bare suffix.
    `rented_under` is that free or private suffix (`free.hr`), None for an ordinary registration.
    """

    name: str
    registrable_domain: str | None
    rented_under: str | None
    is_ip: bool = False

    @property
    def subdomain(self) -> str:
        """The labels below the registrable domain, which its owner may invent ("cpkagoya")."""
        own = self.registrable_domain
        return self.name[: -len(own) - 1] if own and self.name != own else ""


def registrable_domain(name: str) -> str | None:
    """The registrable domain of `name`, or None when `name` is no host name or has none."""
    host = parse_host(name)
    return host.registrable_domain if host else None


@lru_cache(maxsize=4096)
def parse_host(text: str) -> Host | None:
    """The host that a browser reads in `text` (WHATWG URL, host parsing), or None when no browser would."""
    if len(text) > 1000:
        return None
    name = unicodedata.normalize("NFKC", unquote(text)).translate(_DOTS).strip().rstrip(".").lower()
    address = _address(name)
    if address:
        return Host(name=address, registrable_domain=None, rented_under=None, is_ip=True)
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        return None  # what ends in a number is an address or nothing
    ascii_name = _to_ascii(name)
    if not ascii_name or not all(_LABEL.fullmatch(label) for label in ascii_name.split(".")):
        return None
    return Host(ascii_name, *_ownership(ascii_name))


def is_domain(name: str) -> bool:
    """Whether `name` could be registered: it parses, and its last label is a known top-level domain."""
    host = parse_host(name)
    return bool(host and not host.is_ip and _suffixes()(host.name, include_psl_private_domains=False).suffix)


def _ownership(name: str) -> tuple[str | None, str | None]:
    found = _suffixes()(name, include_psl_private_domains=True)
    if not found.suffix and "." in name:
        return ".".join(name.split(".")[-2:]), None  # the list's prevailing rule for an unknown top-level domain is "*"
    if not found.domain or not found.suffix:
        return None, None
    plain = _plain_suffixes()(name, include_psl_private_domains=False)
    return f"{found.domain}.{found.suffix}", found.suffix if found.suffix != plain.suffix else None


def _to_ascii(name: str) -> str | None:
    if name.isascii():
        return name if 0 < len(name) <= 253 else None
    try:
        return idna.encode(name, uts46=True, transitional=False).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return None


def _address(name: str) -> str | None:
    if name.startswith("[") and name.endswith("]"):
        try:
            return str(ipaddress.IPv6Address(name[1:-1].partition("%")[0]))
        except ValueError:
            return None
    return _ipv4(name)


def _ipv4(name: str) -> str | None:
    """An IPv4 address in any notation that browsers accept: `0xb2a2f51a`, `127.1`, `0177.0.0.1`, `2130706433`."""
    parts = name.split(".")
    if not 1 <= len(parts) <= 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    try:
        numbers = [_number(part) for part in parts]
    except ValueError:
        return None
    if any(n > 255 for n in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
        return None
    head = sum(n << (8 * (3 - i)) for i, n in enumerate(numbers[:-1]))
    return str(ipaddress.IPv4Address(head + numbers[-1]))


def _number(part: str) -> int:
    if part[:2] in {"0x", "0X"}:
        return int(part[2:] or "0", 16)
    return int(part, 8) if part[0] == "0" and len(part) > 1 else int(part)


@lru_cache(maxsize=1)
def _plain_suffixes() -> tldextract.TLDExtract:
    """The public suffix list alone, without our free hosts."""
    return _extractor(_EXAMPLES)


@lru_cache(maxsize=1)
def _suffixes() -> tldextract.TLDExtract:
    lines = files("analyzers").joinpath("data/free_hosts.txt").read_text(encoding="utf-8").splitlines()
    return _extractor((*_EXAMPLES, *(line.strip() for line in lines if line.strip() and not line.startswith("#"))))


def _extractor(extra: tuple[str, ...]) -> tldextract.TLDExtract:
    """Never the network: the list comes with the package publicsuffixlist, whose version is its date."""
    listed = Path(publicsuffixlist.__file__).with_name("public_suffix_list.dat")
    extract = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=(listed.as_uri(),), extra_suffixes=extra)
    with requests.Session() as session:
        session.mount("file://", _WholeFile())
        extract("", session=session)  # reads the list now, and keeps it
    return extract


class _WholeFile(FileAdapter):
    """Reads a file and closes it, which tldextract's own adapter leaves to the garbage collector."""

    def send(self, *arguments: Any, **more: Any) -> requests.Response:
        """The file's content as a response."""
        response: requests.Response = super().send(*arguments, **more)
        response.content  # noqa: B018 -- reading it keeps it after the file is closed
        response.close()
        return response
