"""Help: how Fuwake is used, said to who asks, and once in every channel that it comes into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.slack import render
from bot.slack.outbox import HistoryUnreadable, passing
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.slack.outbox import Outbox

WAYS = ("dm", "shortcut", "mention", "form", "command")
log = structlog.get_logger(__name__)


class Introduction:
    """Says who we are, in a channel that somebody brought us into."""

    def __init__(self, outbox: Outbox, *, intake_channels: Sequence[str], languages: Sequence[str]) -> None:
        self._outbox = outbox
        self._intake = frozenset(intake_channels)
        self._languages = tuple(languages)

    async def say(self, row: Mapping[str, Any]) -> None:
        """The job: one message in a channel, ever. Where nobody lets us speak, we are silent."""
        channel = str(row["channel"])
        key = "introduction-intake" if channel in self._intake else "introduction"
        content = render.sentences([words(language).say(key) for language in self._languages])
        try:
            await self._outbox.once(f"introduction:{channel}", channel=channel, content=content)
        except HistoryUnreadable:
            return
        except SlackApiError as error:
            if passing(error):
                raise
            log.warning("introduction_not_posted", channel=channel, error=error.response.get("error"))


def help_for(language: str) -> dict[str, Any]:
    """All ways in, and what the command can do."""
    w = words(language)
    intro, title = w.say("help-intro"), w.say("help-ways")
    ways = [w.say(f"help-way-{way}") for way in WAYS]
    commands = [w.say(f"help-command-{name}") for name in ("status", "lang")]
    return {
        "text": intro,
        "blocks": [
            render.rich([render.paragraph(render.text(intro))]),
            render.rich([render.paragraph(render.text(title, bold=True)), render.bullets(ways)]),
            render.rich([render.paragraph(render.text(w.say("help-commands"), bold=True)), render.bullets(commands)]),
            render.rich([render.paragraph(render.text(w.say("help-typed")))]),
        ],
    }
