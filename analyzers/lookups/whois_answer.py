"""What a WHOIS server's answer says of a domain: its text, the record in it, and the server to which it refers."""

from __future__ import annotations

import asyncio
import re
import tomllib
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from analyzers import worker
from analyzers.errors import LookupFailed
from analyzers.facts import Registration
from analyzers.lookups.hostnames import a_label
from analyzers.lookups.privacy import hides
from analyzers.lookups.rdap import day
from analyzers.parsers import jprs

_PARSE: Final = 1.0  # seconds
_REFERRAL: Final = re.compile(r"(?im)^[ \t]*(?:refer|whois|registrar whois server)[ \t]*:[ \t]*(\S{1,253})")
_SCHEMES: Final = ("whois://", "rwhois://", "http://", "https://")


def decoded(answer: bytes) -> str:
    """Text in the encoding that it turns out to have; JPRS writes ISO-2022-JP, old servers Shift_JIS or Latin-1."""
    encodings = ("iso2022_jp", "utf-8") if b"\x1b$" in answer else ("utf-8", "cp932")
    for encoding in encodings:
        try:
            return answer.decode(encoding)
        except UnicodeDecodeError:
            continue
    return answer.decode("latin-1")


def referred(text: str) -> str | None:
    """The server that the answer names, as `host` or `host:port`."""
    found = _REFERRAL.search(text)
    name = found[1].lower() if found else ""
    for scheme in _SCHEMES:
        name = name.removeprefix(scheme)
    host, _, port = name.rstrip("/").partition(":")
    if "." not in host or a_label(host) != host or (port and not (port.isdigit() and 0 < int(port[:6]) < 65536)):
        return None
    return f"{host}:{port}" if port else host


async def read(domain: str, text: str) -> Registration:
    """What `text` says of `domain`. Raises LookupFailed when it says nothing."""
    if domain.endswith(".jp"):
        found = jprs.read(text)
        state = found["state"] if found.get("domain", domain) == domain else "unreadable"
    else:
        try:
            found = await asyncio.to_thread(
                worker.call, "analyzers.parsers.whois_text:read", domain, text, seconds=_PARSE
            )
        except worker.WorkerFailed:  # the record's holder may have written what the parser choked on
            raise LookupFailed("whois", domain, "error") from None
        state = {True: "found", False: "none", None: _said(text)}[found["found"]]
    if state == "found":
        return _registration(domain, found)
    if state == "none":
        return Registration(domain=domain, registered=False, source="whois")
    raise LookupFailed("whois", domain, "refused" if state == "refused" else "error")


def _said(text: str) -> str:
    """`none` or `refused`, as an answer without a record says, else `unreadable`."""
    lowered = " ".join(text.lower().split())
    for state, key in (("refused", "refused"), ("none", "unregistered")):
        if any(phrase in lowered for phrase in data()["answers"][key]):
            return state
    return "unreadable"


def _registration(domain: str, found: dict[str, Any]) -> Registration:
    return Registration(
        domain=domain,
        registered=True,
        registrar=found.get("registrar"),
        created=day(found["created"]),
        expires=day(found["expires"]),
        registrant=found["registrant"],
        privacy_proxy=hides(found["shown"]),
        source="whois",
    )


def joined(registry: Registration, registrar: Registration) -> Registration:
    """The registry's word on names and dates, the registrar's on what the registry leaves out."""
    return replace(
        registry,
        registrar=registry.registrar or registrar.registrar,
        created=registry.created or registrar.created,
        expires=registry.expires or registrar.expires,
        registrant=registrar.registrant,
        privacy_proxy=registry.privacy_proxy if registrar.privacy_proxy is None else registrar.privacy_proxy,
    )


@lru_cache(maxsize=1)
def data() -> dict[str, Any]:
    """The servers, how they are asked, and what they say in place of a record."""
    return tomllib.loads(files("analyzers").joinpath("data/whois_servers.toml").read_text(encoding="utf-8"))
