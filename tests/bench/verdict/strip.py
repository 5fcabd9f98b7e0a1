"""What the servers that received a mail wrote about it, taken out, so that nobody else's verdict is judged along with the mail.

What they recorded of SPF, DKIM and DMARC can be read before it goes: it says which mails were authenticated when they came.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analyzers.authentication.claims import read_claim
from analyzers.links.names import registrable_domain

if TYPE_CHECKING:
    from analyzers.message import HeaderBlock

_VERDICTS = re.compile(
    rb"""(?ix) (?: (?:x-|original-)*authentication-results.* | arc-.* | (?:x-)?received-spf | x-ms-exchange-(?:antispam|atp|organization|transport-end).*
    | x-microsoft-antispam.* | x-forefront.* | x-eop.* | x-sid-.* | x-ymailisg | x-message-(?:info|delivery) | dkim-filter | domainkey-status
    | x-.*(?:spam|virus|malware|greylist).* | x-ham-.* | x-gm-phishy | x-(?:spf|dmarc)(?:-.*|) | x-dkim-(?:check|result|status|verif).*
    | x-(?:amavis|barracuda|bogosity|clamav|cloudmark|cmae|crm114|drweb|ironport|klms|kaspersky|mailscanner|mimecast|nai|pmx|policyd
        |proofpoint|pyzor|razor|rspamd|scanned|scanner|sophos|symantec|tm-as|trend|vade|vr)(?:-.*|)
    )"""
)
_FIELD = re.compile(rb"([^\s:]+)[ \t]*:[^\n]*(?:\n|\Z)(?:[ \t][^\n]*(?:\n|\Z))*")
_RECORDED = ("authentication-results", "authentication-results-original", "arc-authentication-results")


def strip(data: bytes) -> bytes:
    """The mail `data` without the fields in its header block that hold somebody's verdict on it; all else stays as it is."""
    end = _end(data)
    return _FIELD.sub(lambda found: b"" if _VERDICTS.fullmatch(found[1]) else found[0], data[:end]) + data[end:]


def header_block(data: bytes) -> bytes:
    """The header block of `data`, without the empty line that ends it."""
    return data[: _end(data)]


def _end(data: bytes) -> int:
    found = re.search(rb"\r?\n\r?\n", data)
    return found.start() + (2 if data[found.start() : found.start() + 1] == b"\r" else 1) if found else len(data)


def authenticated(headers: HeaderBlock, domain: str | None) -> bool | None:
    """Whether a recorded result vouches for the From `domain` or its organisation; None: nothing is recorded."""
    claims = [read_claim(value) for name in _RECORDED for value in headers.all(name)]
    if not claims:
        return None
    own = registrable_domain(domain or "")
    passed = [result for claim in claims for result in claim.results if result.result == "pass"]
    domains = [
        result.domain("header.from" if result.method == "dmarc" else "header.d", "header.i", "smtp.mailfrom")
        for result in passed
        if result.method in {"spf", "dkim", "dmarc"}
    ]
    return own is not None and any(registrable_domain(each) == own for each in domains if each)
