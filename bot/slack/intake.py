"""Which events are submissions, and what they hand in.

Subtypes are whitelisted. Posts of bots are left alone, ours and others', except the mail that Slack itself posts to a channel's
address; edits, joins and the like are no submissions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.submission import Submission

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SUBTYPES = {None, "file_share", "thread_broadcast", "bot_message"}
_PICTURES = ("image/", "video/", "audio/")
_KEPT = (
    "id", "name", "title", "mimetype", "filetype", "mode", "size", "url_private", "url_private_download", "file_access",
    "subject", "from", "to", "headers", "plain_text",
)  # fmt: skip
MAX_FILES = 10


def submissions(event: Mapping[str, Any], *, intake_channels: frozenset[str], bot_user: str | None) -> list[Submission]:
    """The submissions in one `message` or `app_mention` event; none when it is not for us."""
    mentioned = event.get("type") == "app_mention" or (bot_user and f"<@{bot_user}>" in (event.get("text") or ""))
    direct = event.get("channel_type") == "im" or bool(mentioned)
    if not _is_for_us(event, direct=direct, intake_channels=intake_channels, bot_user=bot_user):
        return []
    mails = [file for file in _files(event) if _may_be_mail(file)]
    ts = event["ts"]
    common = {
        "channel": event["channel"],
        "thread_ts": event.get("thread_ts") or ts,
        "user": event.get("user") or "",
        "direct": direct,
    }
    key = f"slack:{event['channel']}:{ts}"
    if not mails:
        return [Submission(key=key, text=event.get("text") or "", file=None, **common)] if event.get("text") else []
    keys = [key, *(f"{key}:{number}" for number in range(2, MAX_FILES + 1))]
    return [Submission(key=k, text="", file=_slim(file), **common) for k, file in zip(keys, mails, strict=False)]


def _is_for_us(
    event: Mapping[str, Any], *, direct: bool, intake_channels: frozenset[str], bot_user: str | None
) -> bool:
    if event.get("subtype") not in _SUBTYPES or event.get("hidden") or not event.get("channel"):
        return False
    if bot_user and event.get("user") == bot_user:
        return False
    if event.get("bot_id") and not any(file.get("mode") == "email" for file in _files(event)):
        return False
    if direct:
        return True
    in_thread = event.get("thread_ts") not in {None, event.get("ts")}
    return event["channel"] in intake_channels and not in_thread


def _files(event: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The post's own files, and those inside a forwarded post."""
    yield from event.get("files") or ()
    for attachment in event.get("attachments") or ():
        yield from attachment.get("files") or ()


def _may_be_mail(file: Mapping[str, Any]) -> bool:
    """Types are empty until Slack has scanned a file, and .eml has no type of its own: only pictures and sound are left out."""
    return file.get("mode") != "tombstone" and not str(file.get("mimetype") or "").startswith(_PICTURES)


def _slim(file: Mapping[str, Any]) -> dict[str, Any]:
    """What is needed to fetch and read the file; previews and thumbnails stay out of the row."""
    return {name: file[name] for name in _KEPT if name in file}
