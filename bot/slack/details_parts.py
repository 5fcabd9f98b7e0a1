"""What the details tell, part by part: every finding with its sources, every hop, every link, each result of authentication.

All of it comes from the report as it is kept with the case, in which the recipients' addresses are redacted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from analyzers.finding import Group
from analyzers.lookups.zones import zone
from bot.reply import section_by
from bot.reply_short import SECTIONS
from bot.slack import inline, render
from bot.stranger import FileName, Plain, shorten
from bot.words import territory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.words import Words

Row = dict[str, Any]
Line = list[render.Block]
MAX_SOURCES, MAX_HREF = 6, 300
_RECEIVED = re.compile(r"Received, line (\d{1,4})")
_LISTS = {"blocklist", "feed"}
_IN_MAIL = {"header", "body", "attachment"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is told, and what belongs `under` it."""

    line: Line
    under: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its items."""

    title: str
    items: Sequence[Item]


def parts(report: Mapping[str, Any], w: Words) -> Iterator[Part]:
    """Everything, the parts without items left out."""
    by_section: dict[str, list[Item]] = {name: [] for name in SECTIONS}
    for row in sorted(report["findings"], key=lambda row: -row["weight"]):
        by_section[_section(row)].append(Item(_said(row[w.language]), list(_sources(row["evidence"], w))))
    found = [
        Part(w.say("details-findings", section=Plain(w.say(f"section-{name}"))), items)
        for name, items in by_section.items()
    ]
    more = {
        "details-route": list(_hops(report, w)),
        "details-authentication": list(_authentication(report["authentication"], w)),
        "details-links": [_link(row, w) for row in _once(report["links"])],
        "details-attachments": [_attachment(row, w) for row in report["attachments"]],
        "details-unanswered": [_unanswered(row, w) for row in report["unanswered"]],
    }
    yield from (part for part in (*found, *(Part(w.say(key), rows) for key, rows in more.items())) if part.items)


def _said(sentence: str) -> Line:
    return [render.text(sentence)]


def _section(row: Row) -> str:
    group = Group(row["group"])
    return "authentication" if group is Group.AUTHENTICATION else section_by(row["code"], group, row["facts"])


def _sources(evidence: Sequence[Row], w: Words) -> Iterator[Line]:
    """From where a finding is known, and when somebody was asked; each once."""
    seen: set[str] = set()
    for row in evidence:
        if (said := _source(row, w)) in seen or len(seen) == MAX_SOURCES:
            continue
        seen.add(said)
        if row["at"]:
            at = inline.date(datetime.fromisoformat(row["at"]))
            yield inline.sentence(w, "details-known-then", what=Plain(said), at=at)
        else:
            yield _said(w.say("details-known-by", what=Plain(said)))


def _source(row: Row, w: Words) -> str:
    source, subject = row["source"], row["subject"]
    if line := _RECEIVED.fullmatch(subject):
        return w.say("evidence-received", line=int(line[1]))
    kind, _, name = subject.partition(":")
    if name and kind in {"attachment", "qr"}:
        return w.say(f"evidence-{kind}", subject=FileName(name))
    if source in _IN_MAIL:
        return w.say(f"evidence-{source}", subject=subject)
    if source in _LISTS:
        name, _, codes = subject.partition(" ")
        subject = Plain(f"{getattr(zone(name), w.language)} {codes}".strip())
    return w.say("evidence-asked", source=Plain(w.say(f"source-{source}")), subject=subject)


def _hops(report: Mapping[str, Any], w: Words) -> Iterator[Item]:
    """Top first: our side wrote what stands above the believed line, anybody what stands below."""
    believed = report["origin"]["trusted_line"] or 0
    for hop in report.get("hops") or ():
        names = [name for name in (hop["ip"], hop["rdns"]) if name]
        peer = tuple(names) or Plain("none")
        by = hop["by"] or Plain("none")
        line = w.say("details-hop-line", line=hop["line"], by=by, peer=peer, helo=hop["helo"] or Plain("none"))
        mark = "believed" if hop["line"] == believed else "above" if hop["line"] < believed else "below"
        at = hop["date"] and inline.date(datetime.fromisoformat(hop["date"]))
        facts = {"at": at or Plain(w.say("details-hop-undated")), "mark": Plain(mark)}
        yield Item(_said(line), [inline.sentence(w, "details-hop-at", **facts)])


def _authentication(found: Mapping[str, Any], w: Words) -> Iterator[Item]:
    """The results in the RFCs' own words, by which an expert looks further."""
    rows = [("SPF", found["spf"]), *(("DKIM", row) for row in found["dkim"]), ("DMARC", found["dmarc"])]
    for method, row in [*rows, ("ARC", found["arc"])]:
        if not row["result"]:
            continue
        why = row.get("reason") or row.get("policy")
        result = Plain(f"{row['result']} ({why})" if why and why != row["result"] else row["result"])
        domain, source = row.get("domain") or Plain("none"), Plain(row.get("source") or "none")
        yield Item(
            _said(
                w.say("details-authentication-line", method=Plain(method), result=result, domain=domain, source=source)
            )
        )


def _once(links: Sequence[Row]) -> list[Row]:
    return list({(row["href"], row["shown"]): row for row in reversed(links)}.values())[::-1]


def _link(row: Row, w: Words) -> Item:
    where, _, name = row["where"].partition(":")
    under = [w.say("details-link-shown", shown=row["shown"])] if row["shown"] else []
    under.append(w.say("details-link-where", where=Plain(where), name=FileName(name)))
    if row["unwrapped_from"]:
        under.append(w.say("details-link-unwrapped", href=_href(row["unwrapped_from"])))
    country = territory(w.language, row["country"]) if row["country"] else None
    if place := [*(row["ips"] or ()), *(name for name in (country, row["network"]) if name)]:
        under.append(w.say("details-link-place", where=tuple(place)))
    if row["rented_under"]:
        under.append(w.say("details-link-rented", service=row["rented_under"]))
    if row["registration"]:
        under.append(_registered(row["registration"], w))
    if row["listed"]:
        zones = tuple(Plain(getattr(zone(entry["zone"]), w.language)) for entry in row["listed"])
        under.append(w.say("details-link-listed", zones=zones))
    return Item(_said(_href(row["href"])), [_said(line) for line in under])


def _href(defanged: str) -> Plain:
    return Plain(shorten(defanged, MAX_HREF))


def _registered(row: Row, w: Words) -> str:
    if not row["registered"]:
        return w.say("details-link-unregistered", domain=row["domain"])
    holder = Plain("hidden") if row["privacy_proxy"] else row["registrant"] or Plain("none")
    return w.say(
        "details-link-registered",
        domain=row["domain"],
        created=Plain(row["created"] or "none"),
        registrar=row["registrar"] or Plain("none"),
        holder=holder,
        source=Plain(row["source"].upper()),
    )


def _attachment(row: Row, w: Words) -> Item:
    name, kind = FileName(row["name"] or "?"), row["type"]
    line = w.say("details-attachment-line", name=name, type=Plain(kind), size=row["size"])
    return Item(
        _said(line), [_said(w.say("details-attachment-hash", hash=Plain(row["sha256"])))] if row["sha256"] else []
    )


def _unanswered(row: Row, w: Words) -> Item:
    subject = Plain(getattr(zone(row["subject"]), w.language)) if row["source"] in _LISTS else row["subject"]
    names = {"source": Plain(w.say(f"source-{row['source']}")), "reason": Plain(w.say(f"reason-{row['reason']}"))}
    return Item(_said(w.say("unanswered-item", subjects=subject, **names)))
