"""Every refusal of the demo workspace, under Slack's own names.

```
DemoError
├── SlackRefusal   a Web API call refused: becomes {"ok": false, "error": code, ...}
├── NotAcked       the bot did not acknowledge what was delivered
└── NotPossible    a person tried what the Slack client would not let them do
```
"""

from __future__ import annotations

from typing import Any


class DemoError(Exception):
    """The root of this package's errors."""


class SlackRefusal(DemoError):  # noqa: N818  # an answer to the caller, not a fault of ours
    """A Web API call refused. `code` is Slack's error string, `extra` joins the answer's body."""

    def __init__(self, code: str, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra


class NotPossible(DemoError):  # noqa: N818  # as above
    """A person tried something that Slack's own client would not offer."""


class NotAcked(DemoError):  # noqa: N818  # as above
    """The bot did not acknowledge a payload; the message is Slack's `retry_reason`."""
