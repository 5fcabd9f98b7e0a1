"""What is said of a domain's registration: in a reply, and in the report as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analyzers.links.names import registered_name
from bot.stranger import Plain, visible
from bot.whereabouts import holder

if TYPE_CHECKING:
    from analyzers.dossier import Dossier
    from analyzers.facts import Registration
    from analyzers.links import Link
    from analyzers.report import Report
    from bot.words import Words


def registration_of(host: str | None, d: Dossier) -> Registration | None:
    """The registration of the name that a registry knows of `host`; None: not asked, or not answered."""
    return d.facts.registrations.get(registered_name(host or "") or "")


def link_registered(link: Link, line: str, report: Report, w: Words) -> str:
    """`line`, which tells of the link, and when and by whom its domain was registered; of a rented name, the service's."""
    d = report.dossier
    known = registration_of(link.host.name, d) if link.host and not link.opaque else None
    what = _said(known, report, w)
    if known is None or not what:
        return line
    rented = bool(link.host and link.host.rented_under)
    return w.say("fact-registration", line=Plain(line), domain=known.domain, rented=rented, what=Plain(what))


def sender_registered(report: Report, w: Words) -> tuple[str, ...]:
    """When and by whom the From domain was registered, unless a link's line tells it."""
    d = report.dossier
    known = registration_of(d.message.sender.domain, d)
    told = {registered_name(link.host.name) for link in d.web_links if link.host}
    what = _said(known, report, w)
    if known is None or not what or known.domain in told:
        return ()
    return (w.say("fact-sender-registration", domain=known.domain, what=Plain(what)),)


def registration_json(host: str | None, d: Dossier) -> dict[str, Any] | None:
    """The registration by the keys of schema 1; `age_days` counts to the mail's date."""
    known = registration_of(host, d)
    if known is None:
        return None
    written, created = d.message.date, known.created
    return {
        "domain": known.domain,
        "registered": known.registered,
        "registrar": visible(known.registrar) if known.registrar else None,
        "registrant": visible(known.registrant) if known.registrant else None,
        "created": created.isoformat() if created else None,
        "expires": known.expires.isoformat() if known.expires else None,
        "age_days": (written.date() - created).days if written and created else None,
        "privacy_proxy": known.privacy_proxy,
        "source": known.source,
        "stale": known.stale,
    }


def _said(known: Registration | None, report: Report, w: Words) -> str:
    """When and by whom, as far as the registry told and no finding tells the day; "" for nothing."""
    if known is None:
        return ""
    if not known.registered:
        return w.say("registered-not")
    said = []
    told = {row.finding.facts.get("created") for row in report.told}
    if known.created and known.created.isoformat() not in told:
        registrar = holder(known.registrar) if known.registrar else Plain("none")
        said.append(w.say("registered-year", year=Plain(known.created.year), registrar=registrar))
    if known.privacy_proxy:
        said.append(w.say("holder-hidden"))
    elif known.registrant:
        said.append(w.say("holder-shown", name=holder(known.registrant)))
    return w.join(said)
