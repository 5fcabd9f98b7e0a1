"""Which posts are submissions, and what they hand in.

Subtypes are whitelisted. Posts of bots are left alone, ours and others', and so is what Slackbot says by itself, except the mail
that Slack posts to a channel's address; edits, joins and the like are no submissions. Who points at a post by hand (the shortcut,
a mention below it) gets an answer whoever wrote it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.slack.typed import typed, written
from bot.submission import Submission

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SUBTYPES = {None, "file_share", "thread_broadcast", "bot_message"}
_PICTURES = ("image/", "video/", "audio/")
# A file that was deleted, and what is no file in Slack but a page elsewhere, or a canvas.
_NO_FILES = {"tombstone", "external", "quip", "canvas", "list"}
_KEPT = (
    "id", "name", "title", "mimetype", "filetype", "mode", "size", "url_private", "url_private_download", "file_access",
    "subject", "from", "to", "headers", "plain_text",
)  # fmt: skip
SLACKBOT = "USLACKBOT"
MAX_FILES, MAX_NOTE = 10, 1_000
SHORT = 200  # characters; what stands beside a picture and is longer may be a pasted mail


@dataclass(frozen=True, slots=True)
class Content:
    """One mail in a post: a file, or a text as Slack delivers it; `note` is what was written beside it."""

    text: str
    file: dict[str, Any] | None
    note: str = ""


def submissions(event: Mapping[str, Any], *, intake_channels: frozenset[str], bot_user: str | None) -> list[Submission]:
    """The submissions in one `message` or `app_mention` event; none when it is not for us."""
    mentioned = event.get("type") == "app_mention" or names_us(event, bot_user)
    private = event.get("channel_type") == "im"
    direct = private or mentioned
    if not _is_for_us(event, direct=direct, intake_channels=intake_channels, bot_user=bot_user):
        return []
    ts = event["ts"]
    plain = Submission(
        key=f"slack:{event['channel']}:{ts}",
        channel=event["channel"],
        thread_ts=event.get("thread_ts") or ts,
        user="" if _by_machine(event) else event.get("user") or "",
        text="",
        file=None,
        direct=direct,
        door="mention" if mentioned and not private else "post",
        private=private,
    )
    return of_contents(plain, contents(event, wanted=direct))


def continuation(event: Mapping[str, Any]) -> list[Submission]:
    """The submission in a post that goes on with one that named us: it is for us only together with that one."""
    if event.get("subtype") is not None or event.get("files") or not event.get("text") or _by_machine(event):
        return []
    if not event.get("user") or not event.get("channel"):
        return []
    channel, ts = event["channel"], event["ts"]
    return [
        Submission(
            key=f"slack:{channel}:{ts}",
            channel=channel,
            thread_ts=event.get("thread_ts") or ts,
            user=event["user"],
            text=event["text"],
            file=None,
            direct=False,
            door="mention",
        )
    ]


def of_contents(plain: Submission, found: Sequence[Content]) -> list[Submission]:
    """A submission for each mail, all like `plain`, whose key the first one keeps."""
    keys = [plain.key, *(f"{plain.key}:{number}" for number in range(2, MAX_FILES + 1))]
    made = []
    for key, content in zip(keys, found, strict=False):
        row = plain.as_json() | {"key": key, "text": content.text, "file": content.file, "note": content.note}
        made.append(Submission.from_json(row))
    return made


def names_us(message: Mapping[str, Any], bot_user: str | None) -> bool:
    """Whether the text of a post mentions the bot."""
    return bool(bot_user) and f"<@{bot_user}>" in (message.get("text") or "")


def contents(message: Mapping[str, Any], *, wanted: bool) -> list[Content]:
    """The mails in a post; none when it holds nothing to look at.

    `wanted`: somebody asks for an answer, so a post with nothing but pictures, or a mention alone, holds something as well.
    """
    said = message.get("text") or written(message.get("blocks") or ())
    note = typed(said)[:MAX_NOTE].strip()
    files = [file for file in _files(message) if file.get("mode") not in _NO_FILES]
    mails = [file for file in files if not str(file.get("mimetype") or "").startswith(_PICTURES)]
    if mails:
        return [Content("", slim(file), note) for file in mails]
    if forwarded := "\n\n".join(filter(None, map(_attached, message.get("attachments") or ()))):
        # A remark stays a remark, unless it is what the link to look at stands in.
        return [Content(f"{forwarded}\n\n{said}" if "<http" in said else forwarded, None, note)]
    if files and wanted and "<http" not in said and len(note) < SHORT:
        return [Content("", slim(files[0]), note)]
    return [Content(said, None)] if said else []


def _is_for_us(
    event: Mapping[str, Any], *, direct: bool, intake_channels: frozenset[str], bot_user: str | None
) -> bool:
    if event.get("subtype") not in _SUBTYPES or event.get("hidden") or not event.get("channel"):
        return False
    if bot_user and event.get("user") == bot_user:
        return False
    if _by_machine(event) and not any(file.get("mode") == "email" for file in _files(event)):
        return False
    if direct:
        return True
    in_thread = event.get("thread_ts") not in {None, event.get("ts")}
    return event["channel"] in intake_channels and not in_thread


def _by_machine(event: Mapping[str, Any]) -> bool:
    return bool(event.get("bot_id")) or event.get("user") == SLACKBOT


def _files(message: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The post's own files, and those inside a forwarded post; each once."""
    seen = set()
    for holder in (message, *(message.get("attachments") or ())):
        for file in holder.get("files") or ():
            if file.get("id") not in seen:
                seen.add(file.get("id"))
                yield file


def _attached(attachment: Mapping[str, Any]) -> str:
    """The text of a forwarded post. A preview that Slack made of a link is none."""
    if not (attachment.get("is_share") or attachment.get("is_msg_unfurl")):
        return ""
    inner = (block for one in attachment.get("message_blocks") or () for block in _blocks_of(one))
    return str(attachment.get("text") or "") or written(inner)


def _blocks_of(one: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return (one.get("message") or {}).get("blocks") or ()


def slim(file: Mapping[str, Any]) -> dict[str, Any]:
    """What is needed to fetch and read the file; previews and thumbnails stay out of the row.

    Types are empty until Slack has scanned a file, and .eml has no type of its own, so nothing is decided by them.
    """
    return {name: file[name] for name in _KEPT if name in file}
