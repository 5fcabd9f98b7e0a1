"""The facts that a reply states beside the findings: the believed line of the route, the real places of links, what was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.stranger import Plain

if TYPE_CHECKING:
    from analyzers.links import Link
    from analyzers.report import Report
    from bot.words import Words

MAX_LINKS, MAX_IPS = 3, 2


def origin_fact(report: Report, w: Words) -> tuple[str, ...]:
    """Where the mail came from and which line says so; a name that a finding tells is not told here again."""
    origin, because = report.dossier.trace.origin, report.dossier.trace.because
    if origin is None:
        return () if report.dossier.message.form == "url" else (w.say("fact-no-route"),)
    server = origin.by or "?"
    if because == "top-line" or not origin.ip:
        return (w.say("fact-origin-top", server=server),)
    key = "fact-origin" if because in {"configured", "learned"} else "fact-origin-guessed"
    rdns, confirmed = report.dossier.rdns, report.dossier.facts.origin.rdns_confirmed
    named = "no" if not rdns or rdns in _told(report) else "confirmed" if confirmed else "yes"
    return (w.say(key, ip=origin.ip, named=named, rdns=rdns or "", server=server, line=origin.line),)


def sender_fact(report: Report, w: Words) -> tuple[str, ...]:
    """That the sender's domain takes mail, which is no proof of anything."""
    domain = report.dossier.message.sender.domain
    return (w.say("fact-sender-accepts", domain=domain),) if domain and report.dossier.facts.sender.accepts_mail else ()


def _told(report: Report) -> set[str]:
    """Every name that a finding names."""
    return {value for row in report.told for value in row.finding.facts.values() if isinstance(value, str)}


def link_facts(report: Report, w: Words) -> tuple[str, ...]:
    """The real destination of the first few links, one line a host, and who owns rented names."""
    links = list({link.host.name: link for link in reversed(report.dossier.web_links) if link.host}.values())[::-1]
    told = _told(report)
    lines = [_link(link, report, w, told) for link in links[:MAX_LINKS] if _adds(link, report, told)]
    if len(links) > MAX_LINKS:
        lines.append(w.say("fact-links-more", count=len(links) - MAX_LINKS))
    if not links and report.dossier.message.form not in {"headers", "url"}:
        lines.append(w.say("fact-no-links"))
    return tuple(lines)


def _adds(link: Link, report: Report, told: set[str]) -> bool:
    """A line of facts is worth reading when it gives an address, or names a host that no finding named."""
    host = link.host.name if link.host else ""
    return bool(report.dossier.facts.hosts.get(host)) or host not in told


def _link(link: Link, report: Report, w: Words, told: set[str]) -> str:
    host = link.host.name if link.host else ""
    found = report.dossier.facts.hosts.get(host)
    ips = w.join(found[:MAX_IPS]) if found else "none"
    if link.shown and link.shown.strip() != link.href and host not in told:
        return w.say("fact-link-shown", shown=link.shown[:80], host=host, ips=Plain(ips))
    return w.say("fact-link", host=host, ips=Plain(ips))


def lost(report: Report, w: Words) -> tuple[str, ...]:
    """What could not be read, as one sentence."""
    losses = report.dossier.message.losses
    if not losses:
        return ()
    what = [Plain(w.say(f"lost-{loss.code}", subject=loss.subject)) for loss in losses]
    return (w.say("fact-lost", what=tuple(what)),)
