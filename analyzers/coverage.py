"""Coverage: what could be looked at, apart from what was found. Silence never counts as clean."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from analyzers.addresses import is_public
from analyzers.message import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyzers.dossier import Dossier
    from analyzers.facts import Unanswered


class Coverage(StrEnum):
    """How far one side of a mail was looked at."""

    CHECKED = "checked"
    PARTLY = "partly"
    FAILED = "failed"
    NOT_ASKED = "not-asked"
    NOT_POSSIBLE = "not-possible"


_BODYLESS = {Form.HEADERS, Form.URL}


def coverage(dossier: Dossier) -> dict[str, Coverage]:
    """One value for each side: identity, authentication, route, links, page, content, attachments."""
    message = dossier.message
    links = Coverage.NOT_POSSIBLE
    if dossier.web_links:
        links = _links(dossier)
    elif message.form not in _BODYLESS:
        links = Coverage.CHECKED  # looked for, and there are none
    return {
        "identity": _identity(dossier),
        "authentication": Coverage.NOT_ASKED if message.headers.complete else Coverage.NOT_POSSIBLE,
        "route": _route(dossier),
        "links": links,
        "page": Coverage.NOT_ASKED if dossier.web_links else Coverage.NOT_POSSIBLE,
        "content": _content(dossier),
        "attachments": Coverage.CHECKED if message.form is Form.EML else Coverage.NOT_POSSIBLE,
    }


def sufficient(dossier: Dossier, sides: dict[str, Coverage]) -> bool:
    """Whether finding nothing means anything.

    The whole header block is there with a sender in it, and every side that can be asked about has answered.
    """
    if not dossier.message.sender.domain or not dossier.message.headers.complete:
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


def _links(dossier: Dossier) -> Coverage:
    """An address in numbers needs no answer."""
    hosts = {link.host.name: link.host.is_ip for link in dossier.web_links if link.host}
    answers = [(name,) if is_ip else dossier.facts.hosts.get(name) for name, is_ip in hosts.items()]
    return _asked(answers, tuple(u for u in dossier.facts.unanswered if u.subject in hosts))


def _route(dossier: Dossier) -> Coverage:
    origin, facts = dossier.trace.origin, dossier.facts
    if not origin or not is_public(origin.ip):
        return Coverage.NOT_POSSIBLE
    answers = [facts.origin.rdns_confirmed, facts.origin.listed]
    about = {origin.ip, origin.helo, dossier.rdns}
    return _asked(answers, tuple(u for u in facts.unanswered if u.source == "blocklist" or u.subject in about))


def _content(dossier: Dossier) -> Coverage:
    if dossier.message.form in _BODYLESS:
        return Coverage.NOT_POSSIBLE
    return Coverage.PARTLY if dossier.message.losses else Coverage.CHECKED


def _asked(answers: Sequence[object], unanswered: tuple[Unanswered, ...]) -> Coverage:
    given = [answer for answer in answers if answer is not None]
    if given:
        return Coverage.CHECKED if len(given) == len(answers) and not unanswered else Coverage.PARTLY
    offline = all(u.reason == "offline" for u in unanswered)
    return Coverage.NOT_ASKED if offline else Coverage.FAILED
