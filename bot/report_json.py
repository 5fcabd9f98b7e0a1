"""The Report as JSON, schema 1: every key is always there; null means unknown, [] means looked for and none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analyzers.checks import claimed_own_domain
from analyzers.links.defang import defang_url
from analyzers.links.names import registrable_domain
from analyzers.trace.delays import delays
from bot.registered import registration_json
from bot.reply import say_finding, summary
from bot.reply_facts import relief_fact
from bot.stranger import redact, visible
from bot.whereabouts import credits_of, link_place, origin_place
from bot.words import words

if TYPE_CHECKING:
    from analyzers.dossier import Dossier
    from analyzers.facts import Listing, Place
    from analyzers.links import Link
    from analyzers.message import Attachment
    from analyzers.report import Report
    from analyzers.scoring import Weighed


def report_json(report: Report, *, file: str | None = None) -> dict[str, Any]:
    """The whole report. Only `href` and the prose are defanged; names and addresses in fields of their own are plain."""
    d = report.dossier
    ja, en = words("ja"), words("en")
    return {
        "schema": 1,
        "file": _text(file),
        "level": report.level.value,
        "score": report.score.total,
        "form": d.message.form.value,
        "date": d.message.date.isoformat() if d.message.date else None,
        "subject": _text(d.message.subject),
        "stamp": _text(d.message.stamp),
        "coverage": {side: value.value for side, value in report.coverage.items()},
        "sender": _sender(d),
        "origin": _origin(d),
        "hops": _hops(d),
        "authentication": _authentication(d),
        "recipient": _recipient(d),
        "links": [_link(link, d) for link in d.message.links],
        "attachments": [_attachment(a) for a in d.message.attachments],
        "losses": [{"code": loss.code, "subject": visible(loss.subject)} for loss in d.message.losses],
        "findings": [_finding(row) for row in report.findings],
        "reliefs": _reliefs(report),
        "reasons": [row.finding.code for row in report.reasons],
        "wants": sorted(report.wants),
        "unanswered": [{"source": u.source, "subject": u.subject, "reason": u.reason} for u in d.facts.unanswered],
        "credits": list(credits_of(d)),
        "campaign": {"fingerprint": None},
        "advice": _advice(report),
        "summary": {"ja": summary(report, ja), "en": summary(report, en)},
    }


def _advice(report: Report) -> list[dict[str, str]]:
    """What to do, and the steps for saving the original (`how-…`) when it is asked for."""
    said = {code: f"advice-{code}" for code in report.advice} | {f"how-{name}": f"how-{name}" for name in report.how}
    return [{"code": code, "ja": words("ja").say(key), "en": words("en").say(key)} for code, key in said.items()]


def _reliefs(report: Report) -> list[dict[str, Any]]:
    """What spoke for the mail; `weight` is what it took off the score."""
    given = report.score.relief
    said = {language: relief_fact(report, words(language)) for language in ("ja", "en")}
    prose = {language: line for language, lines in said.items() for line in lines}
    return [{"code": given.code, "weight": given.weight, **prose}] if given else []


def _text(value: str | None) -> str | None:
    return None if value is None else visible(value)


def _sender(d: Dossier) -> dict[str, Any]:
    sender = d.message.sender
    return {
        "name": _text(sender.name),
        "address": sender.address,
        "raw": _text(sender.raw),
        "registrable_domain": d.from_registrable,
        "return_path": sender.return_path,
        "reply_to": sender.reply_to,
        "claims_brand": d.claimed_brand.id if d.claimed_brand else None,
        "claims_own_domain": any(claimed_own_domain.check(d)) if d.own_domains else None,
        "accepts_mail": d.facts.sender.accepts_mail,
        "registration": registration_json(sender.domain, d),
    }


def _origin(d: Dossier) -> dict[str, Any]:
    origin, found = d.trace.origin, d.facts.origin
    helo, rdns = registrable_domain(origin.helo or "") if origin else None, registrable_domain(d.rdns or "")
    return {
        "ip": origin.ip if origin else None,
        "helo": _text(origin.helo) if origin else None,
        "rdns": d.rdns,
        "rdns_confirmed": found.rdns_confirmed,
        "helo_exists": found.helo_exists,
        "helo_matches": helo == rdns if helo and rdns else None,
        "residential": _residential(d),
        "trusted_server": origin.by if origin else None,
        "trusted_because": d.trace.because,
        "trusted_line": origin.line if origin else None,
        "ip_field": d.trace.ip_field,
        "passed": [{"line": p.line, "why": p.why, "name": _text(p.name)} for p in d.trace.passed],
        "delays_s": list(delays(d.trace)),
        **_origin_place(d),
        "listed": _listed(found.listed),
    }


def _hops(d: Dossier) -> list[dict[str, Any]]:
    """The lines of the route, top first; only those down to `trusted_line` were written by servers that are believed."""
    return [
        {
            "line": hop.line,
            "ip": hop.ip,
            "helo": _text(hop.helo),
            "rdns": _text(hop.rdns),
            "by": _text(hop.by),
            "protocol": _text(hop.protocol),
            "date": hop.date.isoformat() if hop.date else None,
        }
        for hop in d.trace.hops
    ]


def _listed(listings: tuple[Listing, ...] | None) -> list[dict[str, Any]] | None:
    if listings is None:
        return None
    return [{"zone": e.zone, "codes": list(e.codes), "meanings": list(e.meanings)} for e in listings]


def _origin_place(d: Dossier) -> dict[str, Any]:
    """Country and network as the data say, else as the name of the home line's pool does (`dns`)."""
    found = origin_place(d)
    told = _place(found)
    for key, pool in (("country", d.pool and d.pool.country), ("network", d.pool and d.pool.en)):
        told[f"{key}_source"] = "geo" if told[key] else "dns" if pool else None
        told[key] = told[key] or pool
    cities = [] if found is None else [(found.city, found.city_source), (found.other_city, found.other_city_source)]
    estimates = [{"name": visible(name), "source": visible(source or "")} for name, source in cities if name]
    return told | {
        "city_estimate": estimates[0] if estimates else None,
        "other_city_estimate": estimates[1] if len(estimates) > 1 else None,
    }


def _place(found: Place | None) -> dict[str, Any]:
    return {
        "country": found.country if found else None,
        "country_disputed": found.disputed if found else None,
        "asn": found.asn if found else None,
        "network": _text(found.network) if found else None,
    }


def _residential(d: Dossier) -> bool | None:
    """By its name, or by a policy listing; unknown without either."""
    if not d.trace.origin or not d.trace.origin.ip:
        return None
    policy = any("policy" in entry.meanings for entry in d.facts.origin.listed or ())
    return True if d.pool or policy else (False if d.rdns else None)


def _authentication(d: Dossier) -> dict[str, Any]:
    found = d.facts.authentication
    spf, dmarc, arc = found.spf, found.dmarc, found.arc
    return {
        "spf": {
            "result": spf.result if spf else None,
            "domain": spf.domain if spf else None,
            "source": spf.source if spf else None,
            "aligned": spf.aligned if spf else None,
        },
        "dkim": [
            {
                "domain": each.domain,
                "selector": each.selector,
                "result": each.result,
                "reason": each.reason,
                "aligned": each.aligned,
                "source": each.source,
            }
            for each in found.dkim
        ],
        "dmarc": {
            "result": dmarc.result if dmarc else None,
            "policy": dmarc.policy if dmarc else None,
            "domain": dmarc.domain if dmarc else None,
            "source": dmarc.source if dmarc else None,
        },
        "arc": {"result": arc.result if arc else None, "sealers": list(arc.sealers) if arc else []},
        "ignored_claims": [visible(name) for name in found.ignored_claims],
        "forged_claims": [visible(name) for name in found.forged_claims],
    }


def _recipient(d: Dossier) -> dict[str, Any]:
    addresses = d.message.recipients
    own = any(d.side.owns(a.rpartition("@")[2]) for a in addresses) if d.side.domains and addresses else None
    whole = [link.href for link in d.message.links if link.leads]
    return {
        "addresses": [redact(a) for a in addresses],
        "own_domain": own,
        "in_links": any(a in href for a in addresses for href in whole) if addresses and whole else None,
    }


def _link(link: Link, d: Dossier) -> dict[str, Any]:
    host = link.host
    ips = [host.name] if host and host.is_ip else d.facts.hosts.get(host.name) if host else None
    return {
        "href": defang_url(visible(link.href)),
        "shown": _text(link.shown),
        "where": link.where,
        "host": host.name if host else None,
        "registrable_domain": host.registrable_domain if host else None,
        "rented_under": host.rented_under if host else None,
        "unwrapped_from": defang_url(visible(link.unwrapped_from)) if link.unwrapped_from else None,
        "rewriters": list(link.rewriters),
        "ips": None if ips is None else list(ips),
        **_place(link_place(link, d)),
        "registration": registration_json(host.name if host else None, d),
        "listed": _listed(d.listings_of(host.name)) if host else None,
        "landing": None,
        "not_followed": "disabled",
    }


def _attachment(a: Attachment) -> dict[str, Any]:
    return {
        "name": _text(a.name),
        "type": a.type,
        "declared": _text(a.declared),
        "size": a.size,
        "sha256": a.sha256,
        "notes": list(a.notes),
    }


def _finding(row: Weighed) -> dict[str, Any]:
    evidence = [
        {"source": e.source, "subject": visible(e.subject), "at": e.at, "age_s": e.age_s} for e in row.finding.evidence
    ]
    return {
        "code": row.finding.code,
        "group": row.group.value,
        "weight": row.weight,
        "facts": {k: _plain(v) for k, v in row.finding.facts.items()},
        "evidence": evidence,
        "ja": say_finding(row, words("ja")),
        "en": say_finding(row, words("en")),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    return [visible(v) for v in value] if isinstance(value, tuple) else value
