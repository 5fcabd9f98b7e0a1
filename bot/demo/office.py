"""Who works in the demo workspace and which channels there are."""

from __future__ import annotations

from typing import Final

from bot.demo.workspace import BOT_USER, SLACKBOT, Channel, User, Usergroup, Workspace

HANAKO: Final = User("U0HANAKO", "hanako.tanaka", "田中 花子", "ja-JP", email="hanako.tanaka@example-shop.jp")
JOHN: Final = User(
    "U0JOHN", "john.smith", "John Smith", "en-US", "America/New_York", email="john.smith@example-shop.jp"
)
TAKERU: Final = User("U0TAKERU", "takeru.sato", "佐藤 健", "ja-JP", email="takeru.sato@example-shop.jp")
BOT: Final = User(BOT_USER, "fuwake", "Fuwake", is_bot=True)
_SLACKBOT: Final = User(SLACKBOT, "slackbot", "Slackbot")

PEOPLE: Final = (HANAKO, JOHN, TAKERU)
SECURITY_GROUP: Final = Usergroup("S0SECURITY", "security", "情報セキュリティ / Security", (TAKERU.id,))

INTAKE: Final = "C0INTAKE"
SECURITY: Final = "C0SECURITY"
GENERAL: Final = "C0GENERAL"
SALES: Final = "C0SALES"

BOT_SCOPES: Final = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:read",
        "chat:write",
        "chat:write.public",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "reactions:write",
        "users:read",
        "users:read.email",
        "usergroups:read",
    }
)
"""What the app is granted unless a test takes something away."""


def furnish(workspace: Workspace) -> Workspace:
    """Fill a new workspace: three people, the bot, an intake, a security and two ordinary channels, one DM each.

    The bot is no member of `#sales`: posting there needs `chat:write.public`.
    """
    for user in (*PEOPLE, BOT, _SLACKBOT):
        workspace.users[user.id] = user
    everyone = {user.id for user in PEOPLE}
    for channel in (
        Channel(INTAKE, "suspicious-mail", everyone | {BOT.id}),
        Channel(SECURITY, "security", {TAKERU.id, BOT.id}, is_private=True),
        Channel(GENERAL, "general", everyone | {BOT.id}),
        Channel(SALES, "sales", set(everyone)),
    ):
        workspace.channels[channel.id] = channel
    for user in PEOPLE:
        workspace.dm(user.id)
    workspace.usergroups[SECURITY_GROUP.id] = SECURITY_GROUP
    workspace.scopes |= BOT_SCOPES
    return workspace
