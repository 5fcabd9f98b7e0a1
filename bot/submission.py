"""Submission: what somebody handed in, as it is kept on disk until it is answered."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

# Where it came in: a post, a post that names us, the shortcut on a post, the window, the command, the report mailbox.
Door = Literal["post", "mention", "shortcut", "form", "command", "mail"]
# What a reporter says he gave away already.
GIVEN: tuple[str, ...] = ("clicked", "password", "card", "opened")


@dataclass(frozen=True, slots=True)
class Submission:
    """One suspicious mail on its way in.

    `key` is the same for every delivery of the same post. `text` is what was typed, as Slack delivers it; `file` the
    file object that holds the mail, or None. `direct`: the sender speaks to the bot alone or by name, so that even
    something that is no mail deserves an answer.

    `channel` and `thread_ts` say where it is answered: in that thread; straight in the channel (a direct message) when
    `thread_ts` is ""; and for the command by `respond`, Slack's address for an answer that only `user` sees, while it is
    valid. `private`: nobody but the security team may learn who reported it. `note` is the reporter's own remark, `gave`
    what was given away already (of GIVEN).

    By mail, `user` is the Slack id of the reporter or "mail:" and the address; `original` is the mail's id in the spool,
    `letter` what an answer by mail needs (`to`, `message_id`, `references`, `subject`), and `silent` says that nobody is
    answered, for the reporter could not be told from somebody who plays him. `left` is how many further mails the report held
    that are not looked at, told with the last one that is. `taken` is when it came in (Unix time).
    """

    key: str
    channel: str
    thread_ts: str
    user: str
    text: str
    file: dict[str, Any] | None
    direct: bool
    door: Door = "post"
    private: bool = False
    respond: str | None = None
    note: str = ""
    gave: tuple[str, ...] = ()
    original: str | None = None
    letter: dict[str, str] | None = None
    silent: bool = False
    left: int = 0
    taken: float = field(default_factory=time.time, compare=False)

    def as_json(self) -> dict[str, Any]:
        """For the row on disk."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Submission:
        """The other way; a row that an older Fuwake wrote lacks the later fields."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in row.items() if name in known}
        return cls(**{**values, "gave": tuple(values.get("gave") or ())})
