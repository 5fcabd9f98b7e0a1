"""Coverage: what could be looked at, apart from what was found. Silence never counts as clean."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from analyzers.addresses import is_public
from analyzers.lookups.zones import zone
from analyzers.message import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyzers.dossier import Dossier
    from analyzers.facts import Unanswered
    from analyzers.message import Message


class Coverage(StrEnum):
    """How far one side of a mail was looked at."""

    CHECKED = "checked"
    PARTLY = "partly"
    FAILED = "failed"
    NOT_ASKED = "not-asked"
    NOT_POSSIBLE = "not-possible"


_ADDED = {"geo", "rdap", "whois"}  # what is good to know besides: without it, a side was looked at all the same
_BODYLESS = {Form.HEADERS, Form.URL}
_UNREAD_FILES = {"attachment-unreadable", "attachment-partly", "attachments-unread", "parts-capped", "nesting"}
_CLOSED_FILES = {"encrypted", "archive-encrypted", "unreadable", "too-large"}
# What hides a part of the mail from us that its reader may see. A file with a password he is told of; a few odd letters hide nothing.
_HIDDEN = {
    "body-unreadable",
    "encrypted",
    "html-too-long",
    "html-unreadable",
    "links-capped",
    "mails-capped",
    "nesting",
    "parts-capped",
}
_HIDDEN |= {"attachment-unreadable", "attachments-unread"}


def coverage(dossier: Dossier) -> dict[str, Coverage]:
    """One value for each side: identity, authentication, route, links, page, content, attachments."""
    message = dossier.message
    links = Coverage.NOT_POSSIBLE
    if dossier.web_links:
        links = _links(dossier)
    elif message.form not in _BODYLESS and not targets_lost(message):
        links = Coverage.CHECKED  # looked for, and there are none
    return {
        "identity": _identity(dossier),
        "authentication": _authentication(dossier),
        "route": _route(dossier),
        "links": links,
        "page": Coverage.NOT_ASKED if dossier.web_links else Coverage.NOT_POSSIBLE,
        "content": _content(dossier),
        "attachments": _attachments(message),
    }


def targets_lost(message: Message) -> bool:
    """Whether only the words of a mail came in, copied from a window: where its links lead stayed behind."""
    outermost = next(iter(message.wrappings), None)
    quoted = message.form is Form.FORWARDED and outermost is not None and outermost.sender is None
    return (message.form is Form.TEXT or quoted) and not any(
        link.shown is not None or link.where != "text" for link in message.links
    )


def sufficient(dossier: Dossier, sides: dict[str, Coverage]) -> bool:
    """Whether finding nothing means anything.

    The whole header block is there with a sender in it, nothing of the mail stayed hidden, and every side that can be asked about
    has answered. Lists of bad places may stay silent; where the links lead and who the sender is must have been answered
    throughout, since the servers to ask there are the sender's own, and a silence would be his to choose.
    """
    message = dossier.message
    if not message.sender.domain or not message.headers.complete or _HIDDEN & {loss.code for loss in message.losses}:
        return False
    if sides["authentication"] is Coverage.FAILED or None in _places(dossier):
        return False
    seen = {Coverage.CHECKED, Coverage.PARTLY}
    possible = [sides[side] for side in ("route", "links") if sides[side] is not Coverage.NOT_POSSIBLE]
    asked_links = any(link.host and not link.host.is_ip for link in dossier.web_links)
    evidence = sides["route"] in seen or (asked_links and sides["links"] in seen)
    return evidence and all(side in seen for side in possible)


def _identity(dossier: Dossier) -> Coverage:
    sender = dossier.message.sender
    if sender.raw is None and not dossier.message.headers.complete:
        return Coverage.NOT_POSSIBLE
    if not sender.domain:
        return Coverage.CHECKED
    return Coverage.CHECKED if dossier.facts.sender.accepts_mail is not None else Coverage.PARTLY


def _places(dossier: Dossier) -> list[tuple[str, ...] | None]:
    """The addresses of each host to which a link leads; None: not answered. An address in numbers needs no answer."""
    hosts = {link.host.name: link.host.is_ip for link in dossier.web_links if link.host}
    return [(name,) if is_ip else dossier.facts.hosts.get(name) for name, is_ip in hosts.items()]


def _links(dossier: Dossier) -> Coverage:
    hosts = {link.host.name for link in dossier.web_links if link.host}
    answers = _places(dossier)
    open_ = (u for u in dossier.facts.unanswered if u.subject in hosts or _of_list(u, "domain"))
    return _asked(answers, tuple(u for u in open_ if u.source not in _ADDED))


def _route(dossier: Dossier) -> Coverage:
    origin, facts = dossier.trace.origin, dossier.facts
    if not origin or not is_public(origin.ip):
        return Coverage.NOT_POSSIBLE
    answers = [facts.origin.rdns_confirmed, facts.origin.listed]
    about = {origin.ip, origin.helo, dossier.rdns}
    open_ = (u for u in facts.unanswered if _of_list(u, "address") or u.subject in about)
    return _asked(answers, tuple(u for u in open_ if u.source not in _ADDED))


def _of_list(unanswered: Unanswered, kind: str) -> bool:
    return unanswered.source == "blocklist" and zone(unanswered.subject).kind == kind


def _authentication(dossier: Dossier) -> Coverage:
    """SPF needs who delivered the mail, a signature the mail's own bytes, DMARC a sender; what the form lacks counts as open."""
    message, found = dossier.message, dossier.facts.authentication
    if not message.headers.complete:
        return Coverage.NOT_POSSIBLE
    delivered = dossier.trace.origin is not None and is_public(dossier.trace.origin.ip)
    results = [found.spf.result if found.spf else None] if delivered else []
    results += [each.result for each in found.dkim if each.reason not in {"unsigned", "not-testable"}]
    results += [found.dmarc.result if found.dmarc else None] if message.sender.domain else []
    untestable = any(each.reason == "not-testable" for each in found.dkim)
    if not results:
        return Coverage.NOT_POSSIBLE if untestable or not found.dkim else Coverage.CHECKED
    return _vouched([None if result == "temperror" else result for result in results], dossier, partly=untestable)


def _vouched(results: Sequence[object], dossier: Dossier, *, partly: bool) -> Coverage:
    about = tuple(u for u in dossier.facts.unanswered if u.source in {"dkim", "spf"} or u.subject.startswith("_dmarc."))
    seen = _asked(results, about)
    return Coverage.PARTLY if partly and seen is Coverage.CHECKED else seen


def _content(dossier: Dossier) -> Coverage:
    if dossier.message.form in _BODYLESS:
        return Coverage.NOT_POSSIBLE
    return Coverage.PARTLY if dossier.message.losses else Coverage.CHECKED


def _attachments(message: Message) -> Coverage:
    if message.form not in {Form.EML, Form.MSG}:
        return Coverage.NOT_POSSIBLE
    unread = _UNREAD_FILES & {loss.code for loss in message.losses}
    closed = any(_CLOSED_FILES & set(file.notes) for file in message.attachments)
    return Coverage.PARTLY if unread or closed else Coverage.CHECKED


def _asked(answers: Sequence[object], unanswered: tuple[Unanswered, ...]) -> Coverage:
    given = [answer for answer in answers if answer is not None]
    if given:
        return Coverage.CHECKED if len(given) == len(answers) and not unanswered else Coverage.PARTLY
    offline = all(u.reason == "offline" for u in unanswered)
    return Coverage.NOT_ASKED if offline else Coverage.FAILED
