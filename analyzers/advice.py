"""Advice: what a reader should do, as codes, by how dangerous a mail is and what it wants from him.

Three at most: what to leave alone, what not to do for this mail in particular, and what to do first when it has happened already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzers.scoring import Level

if TYPE_CHECKING:
    from collections.abc import Collection

OPENED = "harmful-file"  # besides what a mail says it wants: it holds a file that does harm when it is opened

# By what the mail wants, what harms most first: (what not to do, what to do when it was done).
_FRAUD: tuple[tuple[str, str | None, str], ...] = (
    (OPENED, None, "already-opened"),
    ("transfer", "do-not-transfer", "already-transferred"),
    ("gift-card", "do-not-buy", "already-bought"),
    ("call", "do-not-call", "already-called"),
    ("crypto", "do-not-pay", "already-paid"),
    ("card", None, "already-card"),
    ("password", None, "already-typed"),
    ("personal-data", None, "already-told"),
    ("attachment", None, "already-opened"),
    ("reply", "do-not-answer", "already-replied"),
)
_CONFIRM = {
    "transfer": "confirm-transfer",
    "gift-card": "confirm-request",
    "crypto": "ask-before-paying",
    "reply": "confirm-request",
}
_TYPED = {"password", "card", "personal-data"}  # what is typed into a page
_KEEP = {"transfer", "gift-card", "crypto"}  # the mail is needed when the money is to be got back


def advice(level: Level, wants: Collection[str], *, original: bool) -> tuple[str, ...]:
    """Codes of what to do, first things first. `wants`: of `analyzers.wants`, and `OPENED`; `original`: send in the mail as it came."""
    if level in {Level.DANGER, Level.WARNING}:
        return _against(wants)
    more = ("send-original",) if original else ()
    if level is Level.CAUTION:
        asked = next((code for want, code in _CONFIRM.items() if want in wants and _by_answer(want, wants)), None)
        return ("verify-otherwise", *((asked,) if asked else ()), *more)
    return ("no-guarantee" if level is Level.NO_SIGN else "cannot-tell", *more)


def _by_answer(want: str, wants: Collection[str]) -> bool:
    """Beside a link, a request for an answer is made in passing."""
    return want != "reply" or "link" not in wants


def _against(wants: Collection[str]) -> tuple[str, ...]:
    """For a fraud. Where a link leads to a page to type into, that is what it is about: a fee, a call, an answer are its story.

    Where there is no page, a password would be told in the answer.
    """
    wanted = set(wants)
    if "link" in wanted and (wanted & _TYPED or wanted <= {"link", "reply"}):
        wanted &= _TYPED | {OPENED}
    elif "link" not in wanted and "reply" in wanted:
        wanted -= {"password", "card"}
    first = "leave-alone" if _KEEP & wanted else "do-not-touch"
    for want, never, already in _FRAUD:
        if want in wanted:
            return (first, *((never,) if never else ()), already)
    return (first, "already-typed")
