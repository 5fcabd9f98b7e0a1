"""What the scenarios about the ways in look at: who sees what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.scenarios.office import Office

LINK = "https://smbc-card.com.evil.duckdns.org/login"
DANGER_JA = "🔴 危険｜クリックしないでください"
HELP_JA = (
    "不審なメールの原本（.eml ファイル）をここに送るか、メールのヘッダー（送信経路などの記録）や本文、リンクを貼り付けてください。"
    "どこから送られたか、リンクが本当はどこへ行くか、いま何をすればよいかをお答えします。"
)


def said(post: dict[str, Any]) -> str:
    """All text of a post."""
    return json.dumps(post["blocks"], ensure_ascii=False)


def whispered(at: Office, user: str) -> list[dict[str, Any]]:
    """What only this person sees, oldest first."""
    return [one.message for one in at.slack.workspace.ephemerals if one.user == user]


async def told(at: Office, user: str, many: int = 1) -> list[dict[str, Any]]:
    """The bot's posts in the direct message with somebody, once there are so many and nothing more is to be done."""
    channel = at.slack.workspace.dm(user)

    def seen() -> bool:
        return len([post for post in channel.messages if post.get("bot_id") == "B0FUWAKE"]) >= many

    await at.slack.workspace.until(seen, timeout=15)
    return await at.posts(channel.id)


async def heard(at: Office, user: str, many: int = 1) -> list[dict[str, Any]]:
    """What only this person sees, once it is so much and nothing more is to be done."""
    await at.slack.workspace.until(lambda: len(whispered(at, user)) >= many, timeout=15)
    await at.idle()
    return whispered(at, user)


async def found(at: Office, user: str) -> str:
    """What was found out about the last report of somebody: all of it, for an answer says the most telling alone."""
    (case, _), *_ = await at.reports_of(user)
    return json.dumps(case.report, ensure_ascii=False)
