"""What people at the triage desk see and do: posts as lines of text, cards, clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.demo.office import INTAKE, SECURITY
from tests.scenarios.office import CASE_A, HANAKO, JOHN, TAKERU

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.scenarios.office import Office

WHEN = "<when>"


def lines(blocks: Iterable[dict[str, Any]]) -> list[str]:
    """Blocks as a person reads them, a line each; moments are WHEN, people `@id`."""
    return [line for block in blocks for line in _block(block) if line]


def _block(block: dict[str, Any]) -> list[str]:
    match block["type"]:
        case "header":
            return [block["text"]["text"]]
        case "rich_text":
            return [line for part in block["elements"] for line in _part(part)]
        case "actions":
            return [" ".join(f"[{element['text']['text']}]" for element in block["elements"])]
        case "context":
            return [element["text"] for element in block["elements"]]
        case _:
            return []


def _part(part: dict[str, Any]) -> list[str]:
    if part["type"] == "rich_text_list":
        return ["• " + "".join(map(_leaf, row["elements"])) for row in part["elements"]]
    return "".join(map(_leaf, part["elements"])).split("\n")


def _leaf(leaf: dict[str, Any]) -> str:
    shown = {"user": lambda: "@" + leaf["user_id"], "date": lambda: WHEN, "link": lambda: f"[{leaf['text']}]"}
    return shown[leaf["type"]]() if leaf["type"] in shown else str(leaf["text"])


async def reported(at: Office, user: str = HANAKO, where: str = INTAKE, mail: bytes = CASE_A) -> tuple[str, str]:
    """A mail was handed in and answered: channel and timestamp of the post."""
    root = await at.slack.people.upload(user, where, "mail.eml", mail)
    channel = at.slack.workspace.destination(where).id
    await at.replies(channel, root["ts"], edited=False)
    return channel, root["ts"]


async def card(at: Office) -> dict[str, Any]:
    """The one card in the security channel."""
    (post,) = [post for post in await at.posts(SECURITY) if _actions(post)]
    return post


def _actions(post: dict[str, Any]) -> list[str]:
    return [e["action_id"] for b in post.get("blocks", []) if b["type"] == "actions" for e in b["elements"]]


async def press(at: Office, action: str, user: str = TAKERU) -> None:
    """Presses a button of the card, and waits until everything that follows is done."""
    await at.slack.people.click(user, SECURITY, (await card(at))["ts"], action)
    await at.idle()


async def answers(at: Office, place: tuple[str, str]) -> list[list[str]]:
    """What the bot said in the thread of a post."""
    await at.idle()
    return [lines(post["blocks"]) for post in at.slack.workspace.replies(*place)]


def whispers(at: Office, user: str) -> list[str]:
    """What only `user` was told."""
    return [row.message["text"] for row in at.slack.workspace.ephemerals if row.user == user]


async def case_id(at: Office) -> str:
    """The case of the card."""
    return str(next(b for b in (await card(at))["blocks"] if b["type"] == "actions")["elements"][0]["value"])


async def trail(at: Office) -> list[tuple[str, str, dict[str, Any]]]:
    """Who did what to the case of the card."""
    return [(row.who, row.what, row.detail) for row in await at.bot.store.audit_of(await case_id(at))]


async def two_reports(at: Office) -> tuple[tuple[str, str], tuple[str, str]]:
    """The same mail, from one person in the intake channel and from another in a direct message."""
    return await reported(at), await reported(at, JOHN, JOHN)
