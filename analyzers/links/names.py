"""Host names: what a browser makes of them, and which part of one somebody owns."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import publicsuffixlist
import requests
import tldextract
from requests_file import FileAdapter

from analyzers.links.labels import to_ascii, to_unicode, without_idle_joiners
from analyzers.links.numbers import address, is_number

MAX_HOST = 1000  # characters; longer text is no host name in any notation
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")  # a hyphen at either end is against the rules (RFC 1123), but works
_EXAMPLES = ("example", "test")  # RFC 2606: reserved, so that names in examples and tests behave like real ones
_DOTS = str.maketrans("。．｡", "...")


@dataclass(frozen=True, slots=True)
class Host:
    """A host as a browser would reach it.

    `name` is lower case in A-labels, or an IP address. `registrable_domain` is what somebody registered or rented: one
    label below the public suffix, free subdomain hosts counted as suffixes; None for an address or a bare suffix.
    `rented_under` is that free or private suffix (`free.hr`), None for an ordinary registration. `unicode` is the name as
    people read it, None when that is the same.
    """

    name: str
    registrable_domain: str | None
    rented_under: str | None
    is_ip: bool = False
    unicode: str | None = None

    @property
    def subdomain(self) -> str:
        """The labels below the registrable domain, which its owner may invent ("cpkagoya")."""
        own = self.registrable_domain
        return self.name[: -len(own) - 1] if own and self.name != own else ""


def registrable_domain(name: str) -> str | None:
    """The registrable domain of `name`, or None when `name` is no host name or has none."""
    host = parse_host(name)
    return host.registrable_domain if host else None


def registered_name(name: str) -> str | None:
    """The name that a registry registers: one label below the public suffix that a registry runs; None when there is none.

    >>> [registered_name(name) for name in ("x.github.io", "ho61v7smlr.free.hr", "mail.example.co.jp", "co.jp", "10.0.0.1")]
    ['github.io', 'free.hr', 'example.co.jp', None, None]
    """
    host = parse_host(name)
    if host is None or host.is_ip:
        return None
    suffix = _suffixes()(host.name, include_psl_private_domains=False).suffix
    own = host.name.count(".") - suffix.count(".") - 1
    return ".".join(host.name.split(".")[own:]) if suffix and own >= 0 else None


@lru_cache(maxsize=4096)
def parse_host(text: str) -> Host | None:
    """The host that a browser reads in `text` (WHATWG URL, host parsing), or None when no browser would."""
    if len(text) > MAX_HOST:
        return None
    name = (to_ascii(_plain(text).strip()) or "").rstrip(".")
    number = address(name)
    if number:
        return Host(name=number, registrable_domain=None, rented_under=None, is_ip=True)
    labels = name.split(".")
    if len(name) > 253 or is_number(labels[-1]) or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return Host(name, *_ownership(name), unicode=to_unicode(name))


def _plain(text: str) -> str:
    """`text` without percent signs, compatibility forms and idle joiners, with one kind of dot."""
    decoded = unquote(text) if "%" in text else text
    if decoded.isascii():
        return decoded
    return without_idle_joiners(unicodedata.normalize("NFKC", decoded).translate(_DOTS))


@lru_cache(maxsize=4096)
def is_domain(name: str) -> bool:
    """Whether `name` could be registered: it parses, and its last label is a known top-level domain."""
    host = parse_host(name)
    return bool(host and not host.is_ip and _suffixes()(host.name, include_psl_private_domains=False).suffix)


def _ownership(name: str) -> tuple[str | None, str | None]:
    listed = _suffixes()(name, include_psl_private_domains=True)
    suffix = max(listed.suffix, _free_suffix(name), key=len)
    labels = name.split(".")
    if not suffix and len(labels) > 1:
        return ".".join(labels[-2:]), None  # the list's prevailing rule for an unknown top-level domain is "*"
    own = len(labels) - 1 - suffix.count(".") - 1
    if not suffix or own < 0:
        return None, None
    return ".".join(labels[own:]), suffix if listed.is_private or suffix != listed.suffix else None


def _free_suffix(name: str) -> str:
    """The longest of our free subdomain hosts under which `name` lies; "" for none."""
    free, labels = _free_hosts(), name.split(".")
    return next((tail for at in range(len(labels)) if (tail := ".".join(labels[at:])) in free), "")


@lru_cache(maxsize=1)
def _free_hosts() -> frozenset[str]:
    lines = files("analyzers").joinpath("data/free_hosts.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=1)
def _suffixes() -> tldextract.TLDExtract:
    """Never the network: the list comes with the package publicsuffixlist, whose version is its date."""
    listed = Path(publicsuffixlist.__file__).with_name("public_suffix_list.dat")
    extract = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=(listed.as_uri(),), extra_suffixes=_EXAMPLES)
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
