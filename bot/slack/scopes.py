"""Scopes: what the app may do in Slack, and what goes missing without each. One row for each; the manifest asks for just these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """`name` as Slack has it. `cost`: what does not work without it; `needed`: then the bot does not start."""

    name: str
    cost: str
    needed: bool = False


SCOPES: tuple[Scope, ...] = (
    Scope("chat:write", "the bot cannot answer", needed=True),
    Scope("files:read", "the bot cannot fetch the mails that are uploaded", needed=True),
    Scope("im:history", "the bot does not see mails that are sent to it directly", needed=True),
    Scope("app_mentions:read", "the bot cannot be asked by @mention"),
    Scope(
        "channels:history",
        "mails in public intake channels are not seen, and after a crash a reply may be posted twice",
    ),
    Scope("channels:read", "the bot does not introduce itself in a public channel that it is invited to"),
    Scope("commands", "the command /phish and the two shortcuts do not work"),
    Scope(
        "groups:history", "mails in private intake channels are not seen, and after a crash a reply may be posted twice"
    ),
    Scope("groups:read", "the bot does not introduce itself in a private channel that it is invited to"),
    Scope(
        "im:write",
        "answers to the report form and the shortcuts may not reach people who have never written to the bot",
    ),
    Scope("reactions:write", "no reaction shows that a mail is being looked at"),
    Scope(
        "usergroups:read", "members of FUWAKE_SECURITY_USERGROUP are not recognised: they can neither decide nor warn"
    ),
    Scope(
        "users:read", "nobody's language is known: answers come in the first of FUWAKE_LANGUAGES until somebody chooses"
    ),
    Scope(
        "users:read.email",
        "who reports by mail is not found in Slack: the answer goes by mail (FUWAKE_SMTP_HOST), or to nobody",
    ),
)
NEEDED: frozenset[str] = frozenset(scope.name for scope in SCOPES if scope.needed)


def missing(granted: set[str]) -> list[Scope]:
    """The scopes that a token lacks, the needed ones first; none when Slack did not say what it has."""
    lacking = [scope for scope in SCOPES if scope.name not in granted] if granted else []
    return sorted(lacking, key=lambda scope: not scope.needed)


def remedy(scope: str) -> str:
    """What to do about a missing scope, in one line."""
    return f"the app lacks the scope {scope}; add it and install the app again"
