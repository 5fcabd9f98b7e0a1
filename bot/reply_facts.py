"""The facts that a reply states beside the findings: the believed line of the route, the real places of links, what was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzers.coverage import targets_lost
from analyzers.finding import Group
from analyzers.links.rewriters import names
from bot.registered import link_registered, registration_of, sender_registered
from bot.stranger import FileName, Plain
from bot.whereabouts import link_place, place_fact, where

if TYPE_CHECKING:
    from collections.abc import Container

    from analyzers.links import Link
    from analyzers.message import Attachment
    from analyzers.report import Report
    from bot.words import Words

_OF_LINKS = {Group.LINK_DESTINATION, Group.LINK_RELATION, Group.PAGE, Group.CONCEALMENT}
MAX_LOST = 6  # of what could not be read; the rest is in the report
_UNPROVEN = {"key-gone", "expired", "broken", "not-testable"}
MAX_LINKS, MAX_IPS, MAX_ATTACHMENTS = 3, 2, 3
# The kinds of files that a reader knows, by what their media types contain, and what a file may hold, by its notes.
_KINDS = (
    ("page", ("html", "svg")),
    ("picture", ("image/",)),
    ("pdf", ("pdf",)),
    ("word", ("word", "rtf")),
    ("excel", ("excel", "spreadsheet")),
    ("slides", ("powerpoint", "presentation")),
    ("archive", ("zip", "rar", "7z", "-tar", "-xz")),
    ("invitation", ("calendar",)),
    ("text", ("text/",)),
)
_HOLDS = (
    ("qr", {"qr"}),
    ("script", {"pdf-javascript"}),
    ("link", {"pdf-link", "calendar-link"}),
    ("too-large", {"too-large"}),
)


def judged(report: Report, w: Words) -> tuple[str, ...]:
    """That it is not the mail as it came that was judged, but one inside it. What a person pasted has no mail around it."""
    wrapping = next(reversed(report.dossier.message.wrappings), None)
    if wrapping is None or (wrapping.kind == "inline" and wrapping.sender is None):
        return ()
    return (w.say("fact-judged-inside", kind=Plain(wrapping.kind)),)


def origin_fact(report: Report, w: Words) -> tuple[str, ...]:
    """Where the mail came from and which line says so; a name that a finding tells is not told here again."""
    origin, because = report.dossier.trace.origin, report.dossier.trace.because
    if origin is None:
        sender = Plain("known" if report.dossier.message.sender.address else "unknown")
        return () if report.dossier.message.form == "url" else (w.say("fact-no-route", sender=sender),)
    server = origin.by or "?"
    if because == "top-line" or not origin.ip:
        return (w.say("fact-origin-top", server=server),)
    key = "fact-origin" if because in {"configured", "learned"} else "fact-origin-guessed"
    rdns, confirmed = report.dossier.rdns, report.dossier.facts.origin.rdns_confirmed
    named = "no" if not rdns or rdns in _told(report) else "confirmed" if confirmed else "yes"
    through = (w.say("fact-came-through", kind=Plain(s.why), name=s.name) for s in report.dossier.trace.services)
    said = w.say(key, ip=origin.ip, named=named, rdns=rdns or "", server=server, line=origin.line)
    return (said, *place_fact(report.dossier, w), *through)


def vouched(report: Report, w: Words) -> tuple[str, ...]:
    """Who vouches for the From domain, which is no proof that the mail means well.

    What only stands in the mail, and was not verified again, is told as a record.
    """
    d, found = report.dossier, report.dossier.facts.authentication
    own = {each.reason: each for each in found.dkim if each.aligned and each.result == "pass"}
    if d.authenticated_domain is None:
        part = own.get("recovered-footer")
        return (w.say("fact-signed-part", domain=part.domain),) if part and part.domain else _unproven(report, w)
    how = "signed" if "verified" in own else "stamp" if "recovered-stamp" in own and d.message.stamp else "sent"
    how = "signed" if how == "sent" and "recovered-stamp" in own else how
    sources = {each.source for each in own.values()} | ({found.spf.source} if how == "sent" and found.spf else set())
    how = how if "verified" in sources else "recorded"
    return (w.say("fact-vouched", domain=d.authenticated_domain, how=Plain(how), stamp=d.message.stamp or ""),)


def _unproven(report: Report, w: Words) -> tuple[str, ...]:
    """Why a signature in the From domain's name proves nothing; that the mail was altered is a finding."""
    signed = (each for each in report.dossier.facts.authentication.dkim if each.aligned and each.reason in _UNPROVEN)
    failed = next(signed, None)
    return (w.say("fact-signature", domain=failed.domain or "", why=Plain(failed.reason or "")),) if failed else ()


def sender_fact(report: Report, w: Words) -> tuple[str, ...]:
    """That the sender's domain takes mail, which is no proof of anything; not told where somebody vouches for the domain."""
    domain, vouching = report.dossier.message.sender.domain, vouched(report, w)
    if not domain or not report.dossier.facts.sender.accepts_mail or report.dossier.authenticated_domain:
        return (*vouching, *sender_registered(report, w))
    return (*vouching, w.say("fact-sender-accepts", domain=domain), *sender_registered(report, w))


def relief_fact(report: Report, w: Words) -> tuple[str, ...]:
    """What spoke for the mail, where that changed its sum."""
    given, domain = report.score.relief, report.dossier.message.sender.domain
    return (w.say(f"relief-{given.code}", domain=domain),) if given and domain else ()


def home_fact(report: Report, w: Words) -> tuple[str, ...]:
    """That words weighed less, because the mail leads to nobody but its own sender."""
    domain = report.dossier.message.sender.domain
    return (w.say("fact-leads-home", domain=domain),) if report.at_home and domain else ()


def _told(report: Report, groups: Container[Group] = frozenset(Group)) -> set[str]:
    """Every name that a finding of these groups names."""
    rows = (row for row in report.told if row.group in groups)
    return {value for row in rows for value in row.finding.facts.values() if isinstance(value, str)}


def link_facts(report: Report, w: Words) -> tuple[str, ...]:
    """The real destination of the first few links, one line a host, and who owns rented names."""
    links = list({link.host.name: link for link in reversed(report.dossier.web_links) if link.host}.values())[::-1]
    told = _told(report, _OF_LINKS)
    lines = [
        link_registered(link, _link(link, report, w, told), report, w)
        for link in links[:MAX_LINKS]
        if _adds(link, report, told)
    ]
    if len(links) > MAX_LINKS:
        lines.append(w.say("fact-links-more", count=len(links) - MAX_LINKS))
    if targets_lost(report.dossier.message):
        lines.append(w.say("fact-targets-lost"))
    elif not links and report.dossier.message.form not in {"headers", "url"}:
        lines.append(w.say("fact-no-links"))
    return tuple(lines)


def _adds(link: Link, report: Report, told: set[str]) -> bool:
    """A line of facts is worth reading when it gives an address, or names a host that no finding named."""
    host = link.host.name if link.host else ""
    if link.kind == "text" and report.dossier.own_domain_of(host):
        return False  # our own name in a sentence
    known = report.dossier.facts.hosts.get(host) or link_place(link, report.dossier)
    return bool(known) or host not in told or registration_of(host, report.dossier) is not None


def _link(link: Link, report: Report, w: Words, told: set[str]) -> str:
    host = link.host.name if link.host else ""
    found = report.dossier.facts.hosts.get(host)
    place = link_place(link, report.dossier)
    known = [*(found or ())[:MAX_IPS], *(where(place, w, number=False) if place else ())]
    ips = w.join(known) or "none"
    if link.opaque:
        claimed = link.claimed_host.name if link.claimed_host else Plain("unknown")
        return w.say("fact-link-kept", service=Plain(names()[link.rewriters[-1]]), host=claimed)
    if link.shown and link.shown.strip() not in {link.href, link.unwrapped_from} and host not in told:
        return w.say("fact-link-shown", shown=link.shown[:80], host=host, ips=Plain(ips))
    stands = link.where.partition(":")[0]
    stands = stands if stands in {"attachment", "qr"} else "mail"
    stands = "copied" if stands == "mail" and targets_lost(report.dossier.message) else stands
    return w.say("fact-link", where=Plain(stands), host=host, ips=Plain(ips))


def attachment_facts(report: Report, w: Words) -> tuple[str, ...]:
    """The first few files by name, kind and size, unless a finding tells of them; pictures only when something is in them."""
    told = _told(report)
    files = [
        a for a in report.dossier.message.attachments if a.name and not (a.type.startswith("image/") and not a.notes)
    ]
    lines = [_attachment(file, w) for file in files[:MAX_ATTACHMENTS] if file.name not in told]
    if len(files) > MAX_ATTACHMENTS:
        lines.append(w.say("fact-attachments-more", count=len(files) - MAX_ATTACHMENTS))
    return tuple(lines)


def _attachment(file: Attachment, w: Words) -> str:
    kind = next((kind for kind, parts in _KINDS if any(part in file.type for part in parts)), "other")
    kind = "program" if "executable" in file.notes else "page" if "html" in file.notes else kind
    holds = next((what for what, notes in _HOLDS if notes & {*file.notes}), "none")
    size, unit = (file.size / 1_000_000, "MB") if file.size >= 1_000_000 else (file.size / 1_000, "KB")
    rounded = max(0.1, round(size, 1)) if size < 10 else round(size)
    return w.say(
        "fact-attachment",
        name=FileName(file.name),
        kind=Plain(kind),
        size=rounded,
        unit=Plain(unit),
        holds=Plain(holds),
    )


def lost(report: Report, w: Words) -> tuple[str, ...]:
    """What the form of the mail does not hold, or what could not be read, as one sentence."""
    if report.dossier.message.form == "headers":
        return (w.say("fact-body-lost"),)
    losses = report.dossier.message.losses
    if not losses:
        return ()
    what = [Plain(w.say(f"lost-{loss.code}", subject=FileName(loss.subject))) for loss in losses[:MAX_LOST]]
    return (w.say("fact-lost", what=tuple(what)),)
