"""What the security team sees of what somebody gave away: the alert with its buttons, what was added, the reminder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack import render
from bot.slack.inline import date, link, sentence, user
from bot.stranger import Plain, escape
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.given_away import Given
    from bot.store import Case
    from bot.words import Words

TAKE, CLOSE = "gave_take", "gave_close"
_REPORTER = "gave:"


def alert(given: Given, case: Case, place: str | None, languages: Sequence[str]) -> dict[str, Any]:
    """The alert as things stand, in every language; `place`: Slack's address of the report, None when only its author sees it."""
    said = [words(language) for language in languages]
    titles = " / ".join(w.say("gave-title") for w in said)
    title = f"{'✅' if given.closed_by else '🆘'} {titles}｜No. {case.id}"
    blocks = [render.plain_header(title)]
    blocks += [render.rich([render.paragraph(*_state(given, w)), _facts(given, case, w)]) for w in said]
    if place:
        blocks.append(render.rich([render.paragraph(link(place, said[0].say("security-thread")))]))
    if row := _buttons(given, said[0]):
        blocks.append(render.actions(*row) | {"block_id": _REPORTER + given.user})
    return {"blocks": blocks, "text": escape(f"{title} {_what(given.told.what, said[0])}")}


def reporter(block_id: str) -> str:
    """Whose alert it is whose buttons stand in this block."""
    return block_id.removeprefix(_REPORTER) if block_id.startswith(_REPORTER) else ""


def added(given: Given, languages: Sequence[str]) -> dict[str, Any]:
    """What somebody told later, for whoever sees to it."""
    rows = [[user(given.taken_by), render.text(" ")]] if given.taken_by else []
    for w in (words(language) for language in languages):
        what = Plain(_what(given.told.added, w))
        rows.append([*sentence(w, "gave-added", who=user(given.user), what=what), render.text("\n")])
    first = words(languages[0])
    return {
        "blocks": [render.rich([render.paragraph(*(element for row in rows for element in row))])],
        "text": escape(f"{first.say('gave-title')}: {_what(given.told.added, first)}"),
    }


def reminder(given: Given, place: str | None, languages: Sequence[str]) -> dict[str, Any]:
    """That nobody has taken it on; `place`: Slack's address of the alert."""
    blocks = []
    for w in (words(language) for language in languages):
        facts = {"id": Plain(given.case_id), "who": user(given.user), "when": date(given.at)}
        blocks.append(render.rich([render.paragraph(render.text("⏰ "), *sentence(w, "gave-reminder", **facts))]))
    first = words(languages[0])
    if place:
        blocks.append(render.rich([render.paragraph(link(place, first.say("gave-reminder-place")))]))
    return {"blocks": blocks, "text": f"⏰ {first.say('gave-waits')}｜No. {given.case_id}"}


def _state(given: Given, w: Words) -> list[render.Block]:
    if given.closed_by and given.closed_at:
        return sentence(w, "gave-closed", who=user(given.closed_by), when=date(given.closed_at))
    if given.taken_by and given.taken_at:
        return sentence(w, "gave-taken", who=user(given.taken_by), when=date(given.taken_at))
    return [render.text(w.say("gave-waits"), bold=True)]


def _facts(given: Given, case: Case, w: Words) -> render.Block:
    told = given.told
    rows = [
        sentence(w, "gave-by", who=user(given.user), when=date(given.said)),
        [render.text(w.say("gave-what", what=Plain(_what(told.what, w))))],
    ]
    if told.when:
        rows.append([render.text(w.say("gave-when", when=Plain(w.say(f"gave-when-{told.when}"))))])
    if told.account:
        rows.append([render.text(w.say("gave-account", account=told.account))])
    if case.level and case.report:
        summary = Plain(str(case.report["summary"][w.language]))
        rows.append([render.text(w.say("gave-mail", level=Plain(w.say(f"level-{case.level}")), summary=summary))])
    if is_private(case):
        rows.append([render.text(w.say("gave-private"))])
    return {"type": "rich_text_list", "style": "bullet", "elements": [render.paragraph(*row) for row in rows]}


def _what(kinds: Sequence[str], w: Words) -> str:
    return w.join(w.say(f"report-gave-{kind}") for kind in kinds)


def _buttons(given: Given, w: Words) -> list[render.Block]:
    if given.closed_by:
        return []
    close = render.button(CLOSE, w.say("gave-close"), given.case_id)
    return [render.button(TAKE, w.say("gave-take"), given.case_id, style="primary"), close] if given.waits else [close]


def is_private(case: Case) -> bool:
    """Whether only its reporter sees where a case was handed in."""
    return bool(case.submission.get("private")) or case.channel.startswith("D") or not case.thread_ts
