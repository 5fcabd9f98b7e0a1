"""Does the mail give a code to type in on the real page where an account lets a device in?

Whoever asked for such a code gets in, without any password. It is good for minutes, so nobody sends one by mail honestly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Link

# Source: the services' own documentation of the device authorization grant (RFC 8628).
_PAGES = {
    "microsoft.com": ("/devicelogin", "/link"),
    "aka.ms": ("/devicelogin",),
    "login.microsoftonline.com": ("/common/oauth2/deviceauth", "/organizations/oauth2/deviceauth"),
    "login.microsoft.com": ("/device",),
    "login.live.com": ("/oauth20_remoteconnect.srf",),
    "google.com": ("/device",),
    "accounts.google.com": ("/o/oauth2/device",),
    "github.com": ("/login/device",),
}
_CODE = re.compile(
    r"(?i:\bcode\b|コード|código|codice|代码|代碼|코드)[^\n\w]{0,12}(?:は|is|lautet)?[^\n\w]{0,6}"
    r"((?=[A-Z0-9 -]{6,14}(?![A-Za-z0-9]))[A-Z0-9]{2,9}(?:[ -][A-Z0-9]{2,5}){0,3})(?![A-Za-z0-9])"
)
_LOOKED_AT = 20_000  # characters


@dataclass(frozen=True, kw_only=True)
class DeviceCode(Finding):
    """The link leads to `page`, and the mail gives the `typed` code for it."""

    page: str
    typed: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    page = next((link for link in dossier.web_links if _is_page(link)), None)
    found = _CODE.search(dossier.message.text[:_LOOKED_AT]) if page else None
    if page and page.host and found:
        shown = page.host.name + page.path.rstrip("/")
        yield DeviceCode(page=shown, typed=found[1], evidence=(Evidence("body", page.where),))


def _is_page(link: Link) -> bool:
    name = link.host.name.removeprefix("www.") if link.host else ""
    path = link.path.lower().rstrip("/")
    return any(path == page for page in _PAGES.get(name, ()))
