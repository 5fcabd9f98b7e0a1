"""How a warning looks in its channels, and at the security team's place (`bot.broadcast.Channels`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from analyzers.links.defang import defang
from bot.broadcast import UNSURE, Sent
from bot.slack import render
from bot.slack.outbox import HistoryUnreadable, passing
from bot.stranger import Plain, escape, shorten, visible
from bot.words import Words, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.slack.outbox import Outbox
    from bot.store import ChannelWarning

log = structlog.get_logger(__name__)

MAX_FAILURES = 30  # channels named in one account


class SlackChannels:
    """Posts warnings and edits them; `security_channel` is told."""

    def __init__(self, outbox: Outbox, *, security_channel: str | None, languages: Sequence[str]) -> None:
        self._outbox = outbox
        self._security_channel = security_channel
        self._languages = tuple(languages)

    async def post(self, warning: ChannelWarning, channel: str) -> Sent:
        """One copy, once. A channel that cannot be posted to is reported, and the others still get theirs."""
        try:
            await self._outbox.once(_key(warning, channel), channel=channel, content=copy(warning, self._languages))
        except SlackApiError as error:
            return _refused(channel, error)
        except HistoryUnreadable:
            return Sent(channel, UNSURE)
        return Sent(channel)

    async def take_back(self, warning: ChannelWarning, channel: str) -> Sent:
        """Edits the copy, if the channel ever got one. A channel that refuses is reported, and the others are still edited."""
        try:
            ts = await self._outbox.find(_key(warning, channel), channel=channel)
            if ts:
                await self._outbox.edit(channel, ts, copy(warning, self._languages))
        except SlackApiError as error:
            return _refused(channel, error)
        except HistoryUnreadable:
            return Sent(channel, UNSURE)
        return Sent(channel)

    async def report_back(self, warning: ChannelWarning, sent: Sequence[Sent]) -> None:
        """One message about the warning in the security channel, with the button to take it back."""
        if self._security_channel is None:
            return
        content = _account(warning, sent, self._languages)
        try:
            await self._outbox.say(f"warned:{warning.id}", channel=self._security_channel, content=content)
        except SlackApiError as error:
            if passing(error):
                raise
            why = error.response.get("error")
            log.warning("security_channel_unreachable", channel=self._security_channel, error=why)


def _refused(channel: str, error: SlackApiError) -> Sent:
    """What Slack's refusal means for one channel. Raises it again when another try may go better."""
    if passing(error):
        raise error
    return Sent(channel, str(error.response.get("error")))


def _key(warning: ChannelWarning, channel: str) -> str:
    return f"warning:{warning.id}:{channel}"


def copy(warning: ChannelWarning, languages: Sequence[str]) -> dict[str, Any]:
    """The warning as a channel sees it, in every language: defanged whatever was typed into it; struck out when taken back."""
    blocks: list[render.Block] = []
    if warning.retracted_at:
        blocks += [_retraction(warning, language) for language in languages] + [{"type": "divider"}]
    elif warning.at_channel:
        blocks.append(render.rich([render.paragraph({"type": "broadcast", "range": "channel"})]))
    for language in languages:
        said = "\n".join(defang(visible(line)) for line in str(warning.texts.get(language, "")).split("\n"))
        blocks += [_text(piece, struck=bool(warning.retracted_at)) for piece in _pieces(said)]
    by = [
        words(lang).say("warn-posted-by", by=Plain(f"@{warning.by}"), id=Plain(warning.case_id)) for lang in languages
    ]
    blocks.append(_signed(by, warning.by))
    return {"blocks": blocks, "text": _fallback(warning, languages)}


def _text(said: str, *, struck: bool) -> render.Block:
    piece: render.Block = {"type": "text", "text": said}
    return render.rich([render.paragraph(piece | {"style": {"strike": True}} if struck else piece)])


def _pieces(said: str) -> list[str]:
    """At most two blocks of a text; the modal allows 3,000 characters."""
    return [said[i : i + 2800] for i in range(0, min(len(said), 5600), 2800)]


def _retraction(warning: ChannelWarning, language: str) -> render.Block:
    w = words(language)
    title = render.text(w.say("retracted-title") + "\n", bold=True)
    why = render.text(w.say("retracted-reason", reason=warning.reason or "") + "\n")
    by = str(warning.retracted_by)
    return render.rich([render.paragraph(title, why, *_named(w.say("retracted-by", by=Plain(f"@{by}")), by))])


def _signed(lines: list[str], user: str) -> render.Block:
    """Who sent it, by name: Slack shows a user element as the person's name."""
    elements: list[render.Block] = []
    for line in lines:
        elements += [*_named(line, user), render.text("\n")]
    return render.rich([render.paragraph(*elements)])


def _named(line: str, user: str) -> list[render.Block]:
    """`line` with `@user` as the user element that Slack shows by name."""
    before, _, after = line.partition(f"@{user}")
    return [render.text(before), {"type": "user", "user_id": user}, *([render.text(after)] if after else [])]


def _fallback(warning: ChannelWarning, languages: Sequence[str]) -> str:
    w = words(languages[0])
    title = (
        w.say("retracted-title") if warning.retracted_at else str(warning.texts.get(languages[0], "")).split("\n")[0]
    )
    ping = "<!channel> " if warning.at_channel and not warning.retracted_at else ""
    return ping + escape(shorten(defang(title), 300))


def _failure(sent: Sent, w: Words, *, taken_back: bool) -> str:
    if sent.failed == UNSURE:
        return w.say("warn-channel-unsure", channel=Plain(sent.channel))
    key = "retract-channel-failed" if taken_back else "warn-channel-failed"
    return w.say(key, channel=Plain(sent.channel), why=Plain(sent.failed))


def _account(warning: ChannelWarning, sent: Sequence[Sent], languages: Sequence[str]) -> dict[str, Any]:
    """What was sent where, for the security team."""
    lines, failures = list[str](), list[str]()
    for language in languages:
        w = words(language)
        if warning.retracted_at:
            lines.append(w.say("retract-done") + " " + w.say("retracted-reason", reason=warning.reason or ""))
        else:
            done = sum(1 for s in sent if not s.failed)
            lines.append(w.say("warn-done", count=done, id=Plain(warning.case_id)))
        failures += [_failure(s, w, taken_back=bool(warning.retracted_at)) for s in sent if s.failed]
    said = render.sentences(lines)
    if failures:
        said["blocks"].append(render.rich([render.bullets(failures[:MAX_FAILURES])]))
    places = [{"type": "channel", "channel_id": s.channel} for s in sent if not s.failed]
    if places:
        said["blocks"].append(render.rich([render.paragraph(*places)]))
    if not warning.retracted_at:
        label = words(languages[0]).say("retract-button")
        said["blocks"].append(render.actions(render.button("retract_open", label, warning.id, style="danger")))
    return said
