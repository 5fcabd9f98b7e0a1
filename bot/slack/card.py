"""The card of a case in the security channel: what the mail is, who asks, where it stands, and the buttons that change that.

The buttons carry what is seen on the card: the `block_id` of each row names the decision, or the person, that stands there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analyzers import Level
from analyzers.links.defang import defang
from bot.draft import claim, hosts
from bot.reply import EMOJI
from bot.reporters import address_of
from bot.slack import render
from bot.slack.inline import age, date, link, sentence, user
from bot.stranger import Plain, shorten, visible
from bot.triage_text import SIGN
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.store import Case
    from bot.triage import Opinions, Standing
    from bot.words import Words

BUTTONS = {
    "triage_confirm": "phishing",
    "triage_legitimate": "legitimate",
    "triage_spam": "spam",
    "triage_simulation": "simulation",
    "triage_original": "original",
}
ASSIGN, COMMENT = "triage_assign", "triage_comment"
_DECISION, _DESK, _NOBODY = "triage:", "desk:", "-"
MAX_SENDER, MAX_COMMENT, MAX_LETTERS, MAX_NOTES = 120, 300, 3, 2


@dataclass(frozen=True, slots=True)
class Letter:
    """A report that came by mail from outside of Slack: its `address` ("" for none), and whether that is `proven`."""

    address: str
    proven: bool


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows.

    `reporters`: how many reports of the mail there are; `place`: Slack's address of the first one; `letters`: those by mail;
    `notes`: what reporters wrote beside it.
    """

    case: Case
    standing: Standing
    reporters: int
    opinions: Opinions
    place: str | None
    letters: tuple[Letter, ...] = ()
    notes: tuple[str, ...] = ()


def card(face: Face, languages: Sequence[str]) -> dict[str, Any]:
    """The card, in every language; the buttons in the first."""
    case = face.case
    level = Level(case.level or Level.INSUFFICIENT)
    said = [words(language) for language in languages]
    heads = " / ".join(w.say(f"level-{level}") for w in said)
    title = f"{EMOJI[level]} {heads}｜No. {case.id}"
    blocks = [render.plain_header(title)]
    blocks += [render.rich([render.paragraph(*_stand(face.standing, w)), *_facts(face, w)]) for w in said]
    if face.place:
        blocks.append(render.rich([render.paragraph(link(face.place, said[0].say("security-thread")))]))
    blocks += _buttons(face.standing, case.id, said[0])
    return {"blocks": blocks, "text": render.fallback(f"{title} {_summary(case, said[0])}")}


def _stand(standing: Standing, w: Words) -> list[render.Block]:
    """The decision, or that there is none."""
    if not (standing.verdict and standing.by and standing.at):
        return [render.text(w.say("card-open"), bold=True)]
    facts = {"who": user(standing.by), "when": date(standing.at)}
    verdict = render.text(f"{SIGN[standing.verdict]} {w.say(f'outcome-{standing.verdict}')}", bold=True)
    return [verdict, render.text(" "), *sentence(w, "card-by", **facts)]


def _facts(face: Face, w: Words) -> list[render.Block]:
    report = face.case.report or {}
    rows = [[render.text(_summary(face.case, w))]]
    if report:
        rows += _mail(report, w)
    rows.append(sentence(w, "card-reports", count=face.reporters, ago=age(face.case.opened)))
    rows += [[render.text(_mailed(letter, w))] for letter in face.letters]
    rows += [
        [render.text(w.say("card-note", note=Plain(shorten(defang(visible(note)), MAX_COMMENT))))]
        for note in face.notes
    ]
    said = face.opinions
    rows += [[render.text(w.say("card-not-phishing", count=said.not_phishing))]] if said.not_phishing else []
    rows += [[render.text(w.say("card-helpful", count=said.helpful))]] if said.helpful else []
    rows += [[render.text(w.say("card-gave", count=said.gave))]] if said.gave else []
    standing = face.standing
    if standing.assignee:
        rows.append(sentence(w, "card-assignee", who=user(standing.assignee)))
    if standing.comment and standing.comment_by:
        comment = Plain(shorten(defang(visible(standing.comment)), MAX_COMMENT))
        key = "card-comment-shown" if standing.comment_shown else "card-comment"
        rows.append(sentence(w, key, who=user(standing.comment_by), comment=comment))
    return [{"type": "rich_text_list", "style": "bullet", "elements": [render.paragraph(*row) for row in rows]}]


def letters_of(cases: Iterable[Case]) -> tuple[Letter, ...]:
    """The first few letters among the reports of a mail, each reporter once."""
    rows = ((address_of(case.user), not case.submission.get("silent")) for case in cases)
    found = (Letter(address, proven) for address, proven in rows if address is not None)
    return tuple(dict.fromkeys(found))[:MAX_LETTERS]


def notes_of(cases: Iterable[Case]) -> tuple[str, ...]:
    """The first few remarks that reporters made, each once."""
    found = (" ".join(str(case.submission.get("note") or "").split()) for case in cases)
    return tuple(dict.fromkeys(filter(None, found)))[:MAX_NOTES]


def _mailed(letter: Letter, w: Words) -> str:
    """Who reported is the security team's to know; an address that anybody may have written is defanged."""
    if letter.proven:
        return w.say("card-mailed", who=Plain(shorten(visible(letter.address), MAX_SENDER)))
    return w.say("card-unconfirmed", who=letter.address) if letter.address else w.say("card-unconfirmed-nobody")


def _summary(case: Case, w: Words) -> str:
    return str(((case.report or {}).get("summary") or {}).get(w.language, ""))


def _mail(report: dict[str, Any], w: Words) -> list[list[render.Block]]:
    """Whom it claims to be from, who sent it and where it leads, as far as the mail says."""
    claims = {"claims-own-domain", "brand-mismatch"} & {row["code"] for row in report["findings"]}
    rows = [[render.text(claim(report, w))]] if claims else []
    if sender := report["sender"]["raw"]:
        rows.append([render.text(w.say("card-sender", sender=shorten(sender, MAX_SENDER)))])
    if report["subject"]:
        rows.append([render.text(w.say("draft-subject", subject=report["subject"]))])
    first = next((link["host"] for link in report["links"] if link["host"]), None)
    if host := next(iter(hosts(report)), first):
        rows.append([render.text(w.say("card-link", host=host))])
    return rows


def _buttons(standing: Standing, case_id: str, w: Words) -> list[render.Block]:
    verdicts = [render.button(action, w.say(f"card-{verdict}"), case_id) for action, verdict in BUTTONS.items()]
    more = [
        render.button(ASSIGN, w.say("card-assign"), case_id),
        render.button(COMMENT, w.say("card-write"), case_id),
        render.button("warn_open", w.say("warn-button"), case_id),
    ]
    return [
        render.actions(*verdicts) | {"block_id": _DECISION + (standing.seen or _NOBODY)},
        render.actions(*more) | {"block_id": _DESK + (standing.assignee or _NOBODY)},
    ]


def seen_on(block_id: str) -> str | None:
    """What stood on the card when one of its buttons was pressed: the moment of the decision, or who saw to the case."""
    value = block_id.removeprefix(_DECISION).removeprefix(_DESK)
    return None if value in {"", _NOBODY} else value
