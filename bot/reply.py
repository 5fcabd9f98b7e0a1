"""Reply: a Report said in one language, ready for any way out (Slack, the terminal). Layout lives elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from analyzers.coverage import Coverage
from analyzers.finding import Group
from analyzers.lookups.zones import zone
from analyzers.scoring import Level
from bot.reply_facts import attachment_facts, home_fact, judged, link_facts, lost, origin_fact, relief_fact, sender_fact
from bot.stranger import FileName, Plain, whole
from bot.whereabouts import credits_of
from bot.words import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analyzers.facts import Unanswered
    from analyzers.report import Report
    from analyzers.scoring import Weighed

EMOJI = {
    Level.DANGER: "🔴",
    Level.WARNING: "🟠",
    Level.CAUTION: "🟡",
    Level.NO_SIGN: "🔵",
    Level.INSUFFICIENT: "⚪",
}
_SECTIONS = {
    "sender": {Group.IDENTITY, Group.AUTHENTICATION, Group.ROUTE, Group.HEADERS},
    "links": {Group.LINK_DESTINATION, Group.LINK_RELATION, Group.PAGE},
    "content": {Group.CONTENT, Group.CONCEALMENT},
}
# Findings that a reader looks for elsewhere than with the rest of their group.
_PLACES = {
    "asks-other-channel": "content",
    "brand-disguised": "sender",
    "disguised-link": "links",
    "disguised-name": "sender",
    "image-only": "links",
    "payment-address": "content",
    "qr-link": "links",
    "reply-without-thread": "content",
    "spam-stamp": "content",
    "training-mark": "content",
}
_FILES = {"disguised-attachment", "executable-attachment", "html-attachment", "macro-attachment", "encrypted-archive"}
_LISTS = {"blocklist", "feed"}  # called by their names for people
_FRAUD = {Level.DANGER, Level.WARNING}
_CONCLUSION = "provider-abused"
_VOUCHED = "sender-authenticated"  # the facts about the sender tell it already
_UNASKED = ("not-installed", "offline")  # nobody was asked, whatever about
_INNER = str.maketrans("「」", "『』")
MAX_FINDINGS = 6  # a section; the rest is in the report


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its sentences."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reader is told, top first: `headline`, `summary`, `now` (what to do; `how`, for its last item), `sections`, `footer`.

    `about` names the mail, for a reader who does not see it beside the reply. In a chat: `more`, how much was left out of the sections; the `buttons` under it (names of actions) and the `case_id` that
    they speak of; `alone` when one person reads it, who sees one language at a time; `pending` while the lookups run.
    """

    language: str
    emoji: str
    headline: str
    summary: str
    now_title: str
    now: tuple[str, ...]
    how: tuple[str, ...]
    sections: tuple[Section, ...]
    footer: tuple[str, ...]
    more: str = ""
    buttons: tuple[str, ...] = ()
    case_id: str = ""
    alone: bool = False
    pending: bool = False
    about: str = ""

    @property
    def one_line(self) -> str:
        """The verdict for a notification."""
        return f"{self.emoji} {self.headline} {self.summary}"


def reply(report: Report, language: str, *, pending: bool = False, case_id: str | None = None) -> Reply:
    """`report` in `language`. `pending`: the lookups are still under way, and the reader is told so."""
    w = words(language)
    return Reply(
        language=language,
        emoji=EMOJI[report.level],
        headline=headline(report, w),
        summary=summary(report, w),
        now_title=w.say("now-title"),
        now=tuple(w.say(f"advice-{code}") for code in report.advice),
        how=tuple(w.say(f"how-{name}") for name in report.how),
        sections=tuple(s for s in _sections(report, w) if s.lines),
        footer=_footer(report, w, pending=pending, case_id=case_id),
    )


def headline(report: Report, w: Words) -> str:
    """Where there is nothing to click, the reader is warned of answering."""
    message = report.dossier.message
    clickable = report.dossier.web_links or message.attachments or message.form in {"headers", "image"}
    return w.say(f"headline-{report.level}{'' if clickable or report.level is not Level.DANGER else '-answer'}")


def summary(report: Report, w: Words) -> str:
    """One or two sentences why: the decisive reason, and one of another kind; for the lower levels what they mean, too."""
    reasons = _reasons(report, w)
    if report.level in _FRAUD and reasons:
        return _sentences(w, reasons)
    if report.level is Level.CAUTION:
        return _sentences(w, (*(reasons[:1] or (w.say("summary-odd"),)), w.say("summary-caution")))
    silent = report.level is Level.INSUFFICIENT and any(u.reason not in _UNASKED for u in _failed(report))
    return w.say("summary-insufficient-silent" if silent else f"summary-{report.level}")


def _reasons(report: Report, w: Words) -> tuple[str, ...]:
    """The first two reasons that have a sentence for the first lines; what only an expert weighs has none."""
    able = (row for row in report.reasons if w.has(f"{row.finding.code}.reason"))
    return tuple(say_finding(row, w, attribute=".reason") for row in islice(able, 2))


def section_of(row: Weighed) -> str:
    """The section in which a finding is told."""
    return section_by(row.finding.code, row.group, row.finding.facts)


def section_by(code: str, group: Group, facts: Mapping[str, Any]) -> str:
    """The same by its code, group and facts."""
    home = next(name for name, groups in _SECTIONS.items() if group in groups)
    stands = {str(facts.get(name)).lower() for name in ("header", "field", "where", "place")}
    if "subject" in stands and group is not Group.IDENTITY:
        return "content"
    return "links" if "link" in stands else _PLACES.get(code, home)


def _sentences(w: Words, sentences: Iterable[str]) -> str:
    return ("" if w.language == "ja" else " ").join(sentences)


def say_finding(row: Weighed, w: Words, *, attribute: str = "") -> str:
    """The finding's sentence. Block lists are called by their names for people, and words that do two things stand there once."""
    facts = dict(row.finding.facts)
    if row.finding.code in _FILES:
        facts |= {key: FileName(facts[key]) for key in ("name", "program") if key in facts}
    if row.finding.code == "urgent-credential-lure":
        facts |= _once(_inside(facts["urgent"], w), _inside(facts["credential"], w))
    if "words" in facts:
        said = facts["words"]
        facts["words"] = _inside(said, w) if isinstance(said, str) else tuple(_inside(each, w) for each in said)
    if "zones" in facts:
        facts["zones"] = tuple(Plain(getattr(zone(name), w.language)) for name in facts["zones"])
    return w.say(row.finding.code + attribute, **facts)


def _inside(text: str, w: Words) -> str:
    """`text` as it stands between quotation marks: Japanese has others for a quotation within one."""
    return whole(text).translate(_INNER) if w.language == "ja" else whole(text)


def _once(urgent: str, credential: str) -> dict[str, str]:
    """Of words of which some are a part of the others, the longer alone."""
    if urgent in credential or credential in urgent:
        return {"urgent": max(urgent, credential, key=len), "credential": Plain("same")}
    return {"urgent": urgent, "credential": credential}


def _sections(report: Report, w: Words) -> tuple[Section, ...]:
    """In the sender's section the believed line stands before the findings that build on it."""
    way, relief = _told(report, "sender", w, route=True), report.score.relief
    links = _told(report, "links", w)
    lines = {
        "sender": (
            *judged(report, w),
            *_told(report, "sender", w),
            *origin_fact(report, w),
            *way,
            *home_fact(report, w),
            *sender_fact(report, w),
            *(relief_fact(report, w) if relief and relief.code != _VOUCHED else ()),
        ),
        # Where the links lead is never what a short answer leaves out.
        "links": (*links[:2], *link_facts(report, w), *links[2:]),
        "content": (*_told(report, "content", w), *attachment_facts(report, w), *lost(report, w)),
    }
    return tuple(Section(w.say(f"section-{name}"), lines[name]) for name in _SECTIONS)


def _told(report: Report, section: str, w: Words, *, route: bool = False) -> tuple[str, ...]:
    rows = [row for row in report.told if section_of(row) == section and _of_route(row) == route]
    rows.sort(key=lambda row: row.weight == 0 and row.finding.code != _CONCLUSION)
    said = tuple(say_finding(row, w) for row in rows[:MAX_FINDINGS])
    return (*said, w.say("fact-findings-more", count=len(rows) - len(said))) if len(rows) > len(said) else said


def _of_route(row: Weighed) -> bool:
    """Whether a finding builds on the believed line; what is concluded from all of them is understood without it."""
    return row.group is Group.ROUTE and row.finding.code != _CONCLUSION


def _footer(report: Report, w: Words, *, pending: bool, case_id: str | None) -> tuple[str, ...]:
    if pending:
        lines = [w.say("summary-pending")]
    else:
        checked = [n for n, c in report.coverage.items() if c in {Coverage.CHECKED, Coverage.PARTLY}]
        names = w.join(w.say(f"coverage-{name}") for name in checked) or w.say("coverage-nothing")
        lines = [w.say("footer-checked", what=Plain(names))]
        if failed := _failed(report):
            lines.append(w.say("footer-unanswered", what=Plain(unanswered(failed, w))))
    lines.append(w.say(f"form-{report.dossier.message.form}"))
    if credit := credits_of(report.dossier):
        lines.append(w.say("footer-credits", credits=tuple(Plain(line) for line in credit)))
    return (*lines, w.say("case-number", id=Plain(case_id))) if case_id else tuple(lines)


def _failed(report: Report) -> tuple[Unanswered, ...]:
    return report.dossier.facts.unanswered


def unanswered(items: tuple[Unanswered, ...], w: Words) -> str:
    """Who did not answer about what, grouped by source and reason; a source that was never asked only where nothing else is told."""
    groups: dict[tuple[str, str], list[str]] = {}
    for item in items:
        groups.setdefault((item.source, item.reason), []).append(item.subject)
    said = []
    for (source, reason), subjects in groups.items():
        if reason in _UNASKED:
            continue
        names = {"source": Plain(w.say(f"source-{source}")), "reason": Plain(w.say(f"reason-{reason}"))}
        shown: list[str] = [Plain(getattr(zone(s), w.language)) if source in _LISTS else s for s in subjects[:3]]
        if len(subjects) > len(shown):
            shown.append(Plain(w.say("unanswered-more", count=len(subjects) - len(shown))))
        said.append(w.say("unanswered-item", subjects=tuple(shown), **names))
    told = {source for source, reason in groups if reason not in _UNASKED}
    for why in _UNASKED:
        silent = tuple(Plain(w.say(f"source-{name}")) for name, reason in groups if reason == why and name not in told)
        if silent:
            said.append(w.say("unanswered-source", source=silent, reason=Plain(w.say(f"reason-{why}"))))
    return w.join(said)
