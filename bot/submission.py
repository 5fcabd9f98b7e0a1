"""Submission: what somebody handed in, as it is kept on disk until it is answered."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Submission:
    """One suspicious mail on its way in.

    `key` is the same for every delivery of the same post. `text` is what was typed, as Slack delivers it; `file` the
    file object that holds the mail, or None. `direct`: the sender speaks to the bot alone or by name, so that even
    something that is no mail deserves an answer.
    """

    key: str
    channel: str
    thread_ts: str
    user: str
    text: str
    file: dict[str, Any] | None
    direct: bool

    def as_json(self) -> dict[str, Any]:
        """For the row on disk."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Submission:
        """The other way."""
        return cls(**row)
