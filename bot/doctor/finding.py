"""A line of the examination."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`state`: `ok`, `warn` (works with less) or `fail`; `what` is examined, `detail` what came out and what it costs."""

    state: State
    what: str
    detail: str


def told(what: str, detail: str, *, fine: bool = True) -> Finding:
    """A line that is `ok`, or else `warn`."""
    return Finding("ok" if fine else "warn", what, detail)
