"""The short form of a reply, for a chat: one decisive reason, what to do, at most five findings, one line of what was checked.

Everything else is one tap away (`bot.slack.details`). What somebody who typed something has to do is a button's to tell, step by
step, so here it is one sentence that points at the button.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from analyzers.coverage import Coverage
from analyzers.finding import Group
from analyzers.reasons import reasons
from analyzers.scoring import Level
from bot.reply import EMOJI, Reply, Section, headline, say_finding, section_of, summary
from bot.reply_facts import (
    MAX_LINKS,
    attachment_facts,
    judged,
    link_facts,
    lost,
    origin_fact,
    relief_fact,
    sender_fact,
    vouched,
)
from bot.stranger import Plain
from bot.whereabouts import credits_of, link_place, place_fact, where
from bot.words import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.report import Report
    from analyzers.scoring import Weighed

MAX_POINTS = 5
BUTTONS = ("details", "gave_open", "not_phishing", "helpful")
BUTTONS_AT_FIRST = ("gave_open",)  # while the lookups run, there are no details yet
SECTIONS = ("sender", "links", "authentication", "content")
_FRAUD = {Level.DANGER, Level.WARNING}
_CONCLUSION = "provider-abused"  # what the facts about the sender come to: nobody forged it
_TELLING = 2  # findings that stand before the conclusion
_STOP = {"ja": "。", "en": ". "}
_UNASKED = ("not-installed", "offline")
Point = tuple[str, str]  # where it stands (of SECTIONS), and the sentence


def short(
    report: Report, language: str, *, pending: bool = False, case_id: str | None = None, alone: bool = False
) -> Reply:
    """`report` in `language`, as it is said in a chat (`Reply` tells what the others mean)."""
    w = words(language)
    points, left = _points(report, w)
    grouped = (Section(w.say(f"section-{name}"), tuple(t for place, t in points if place == name)) for name in SECTIONS)
    return Reply(
        language=language,
        emoji=EMOJI[report.level],
        headline=headline(report, w),
        summary=_reason(report, w),
        now_title=w.say("now-title"),
        now=_now(report, w),
        how=tuple(w.say(f"how-{name}") for name in report.how),
        sections=tuple(section for section in grouped if section.lines),
        footer=_footer(report, w, points, pending=pending, case_id=case_id),
        more=w.say("points-more", count=left) if left and not pending else "",
        buttons=BUTTONS_AT_FIRST if pending else BUTTONS,
        case_id=case_id or "",
        alone=alone,
        pending=pending,
    )


def _reason(report: Report, w: Words) -> str:
    """The one that decides; for the lower levels what they mean, too."""
    row = _decisive(report, w)
    return say_finding(row, w, attribute=".reason") if row else summary(report, w)


def _decisive(report: Report, w: Words) -> Weighed | None:
    """The finding that the first line of a fraud tells."""
    able = (row for row in report.reasons if w.has(f"{row.finding.code}.reason"))
    return next(able, None) if report.level in _FRAUD else None


def _now(report: Report, w: Words) -> tuple[str, ...]:
    """What has happened already is told by the button, to the one whom it concerns."""
    said = [w.say(f"advice-{code}") for code in report.advice if not code.startswith("already-")]
    happened = any(code.startswith("already-") for code in report.advice)
    return (*said, w.say("now-gave")) if happened else tuple(said)


def _points(report: Report, w: Words) -> tuple[list[Point], int]:
    """The findings that are told, and facts where there are fewer; and how many findings are left for the details."""
    rows = _rows(report, w)
    first = [("sender", line) for line in judged(report, w)]
    chosen = rows[: MAX_POINTS - len(first)]
    points = first + [(_place(row), say_finding(row, w)) for row in chosen]
    led = _destination(report, w)
    at = next((n for n, (place, _) in enumerate(points) if place == "links"), None)
    if led and at is not None:
        points[at] = ("links", f"{points[at][1]}{_STOP[w.language]}{led}")
    facts = (fact for fact in _facts(report, w) if at is None or not led or fact != ("links", led))
    points += islice(facts, MAX_POINTS - len(points))
    decisive = _decisive(report, w)
    return points, sum(row.weight > 0 and row is not decisive for row in rows[len(chosen) :])


def _rows(report: Report, w: Words) -> list[Weighed]:
    """All that weighs, first things first; what the first line has told comes last, and so does what only headers show."""
    decisive = _decisive(report, w)
    rows = sorted(reasons(report.findings, len(report.findings)), key=lambda row: row.group is Group.HEADERS)
    rows = [row for row in rows if row is not decisive]
    rows[_TELLING:_TELLING] = [row for row in report.told if row.finding.code == _CONCLUSION and row not in rows]
    return [*rows, *([decisive] if decisive else [])]


def _place(row: Weighed) -> str:
    return "authentication" if row.group is Group.AUTHENTICATION else section_of(row)


def _destination(report: Report, w: Words) -> str:
    """Where the first link leads, when more is known of that than its name; "" else."""
    hosts = {link.host.name for link in report.dossier.web_links if link.host}
    known = any(report.dossier.facts.hosts.get(host) for host in hosts)
    return next(iter(link_facts(report, w)), "") if known else ""


def _facts(report: Report, w: Words) -> Iterator[Point]:
    """What was found out beside the findings, first things first."""
    origin, proven, links = origin_fact(report, w), vouched(report, w), link_facts(report, w)
    yield from (("sender", line) for line in origin[:1])
    yield from (("authentication", line) for line in proven[:1])
    yield from (("links", line) for line in links[:1])
    yield from (("content", line) for line in (*lost(report, w), *attachment_facts(report, w)))
    yield from (("sender", line) for line in origin[1:])
    yield from (("links", line) for line in links[1:])
    relief = relief_fact(report, w) if not proven else ()
    rest = (line for line in sender_fact(report, w) if line not in proven)
    yield from (("sender", line) for line in (*relief, *rest))


def _footer(report: Report, w: Words, points: list[Point], *, pending: bool, case_id: str | None) -> tuple[str, ...]:
    """What was checked and what could not be, from which form, and the number of the case."""
    lines = []
    if pending:
        lines.append(w.say("summary-pending"))
    else:
        checked = [name for name, how in report.coverage.items() if how in {Coverage.CHECKED, Coverage.PARTLY}]
        names = w.join(w.say(f"coverage-{name}") for name in checked) or w.say("coverage-nothing")
        lines.append(w.say("footer-checked", what=Plain(names)))
        if silent := _silent(report, w):
            lines.append(w.say("footer-unanswered", what=Plain(silent)))
    lines.append(w.say(f"form-{report.dossier.message.form}"))
    if _placed(points, report, w) and (credit := credits_of(report.dossier)):
        lines.append(w.say("footer-credits", credits=tuple(Plain(line) for line in credit)))
    return (*lines, w.say("case-number", id=Plain(case_id))) if case_id else tuple(lines)


def _placed(points: list[Point], report: Report, w: Words) -> bool:
    """Whether a country or a network is told, whose source wants to be named."""
    told = {sentence for _, sentence in points}
    names = list(place_fact(report.dossier, w))
    for link in report.dossier.web_links[:MAX_LINKS]:
        if place := link_place(link, report.dossier):
            names += where(place, w, number=False)
    return any(name in sentence for name in names for sentence in told)


def _silent(report: Report, w: Words) -> str:
    """Who did not answer, without the names that they were asked about; who was never asked only where he is told nowhere else."""
    asked = report.dossier.facts.unanswered
    told = {item.source for item in asked if item.reason not in _UNASKED}
    sources: dict[str, dict[str, str]] = {}
    for item in asked:
        if item.reason not in _UNASKED or item.source not in told:
            sources.setdefault(item.reason, {})[item.source] = Plain(w.say(f"source-{item.source}"))
    said = (
        w.say("unanswered-source", source=tuple(names.values()), reason=Plain(w.say(f"reason-{reason}")))
        for reason, names in sources.items()
    )
    return w.join(said)
