"""Shown headers: the From, To, Date and Subject that a mail program writes into a text over the mail that it quotes.

Whoever writes a text may write such a block, so what stands in it is what somebody claims, and no more. The words by which
programs introduce it are in `data/forward_marks.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analyzers.links.url import refang

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_NOTE_LINES, MAX_NOTE = 60, 4_000  # what may stand before the block: the forwarder's note
MAX_BLOCK_LINES, MAX_LABEL, MAX_VALUE = 60, 24, 2_000
_WINDOW = MAX_NOTE + 16_000
_QUOTING = re.compile(r"^[ \t\u3000]*(?:[>|][ \t>|]*)?")
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)))
_RULE = re.compile(r"^[-_=*~─━―－＝]{4,}$")
_END = re.compile(r"(?m)^[ \t>]{0,8}([-=*]{2,}[^\n]{4,100})$")
_AROUND = " \t-_=*~#>|:：.─━―－＝[]【】<＜＞"
_BULLETS = "*_-・■□●○◆◇▼▽"
_ADDRESS = re.compile(r"<[^\s@<>]{1,64}@[^\s@<>.]{1,63}\.[^\s@<>]{1,190}>")
_SPACES = dict.fromkeys((0x20, 0x09, 0x3000))
_ALONE = ("from", "date", "subject")  # a second one begins another mail
_MEANT = ("from", "to", "cc", "date", "subject")


class Kind(StrEnum):
    """How a block was introduced: as a forward, as an original that may be answered as well, or not at all."""

    FORWARD = "forward"
    ORIGINAL = "original"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: what it claims (`from`, `to`, `cc`, `date`, `subject`, `reply-to`), and where it stands in the text.

    `start` and `end` are offsets; `japanese` tells whether its labels are (None: they are in Latin letters). `program` is the mail program whose marks show.
    """

    kind: Kind
    claims: Mapping[str, str]
    start: int
    end: int
    japanese: bool | None
    program: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    depth: int
    text: str
    indented: bool

    @property
    def blank(self) -> bool:
        return not self.text


def find_block(text: str) -> Block | None:
    """The first block near the top of `text`, with nothing before it but a note; None when there is none."""
    head = text[:_WINDOW]
    if not _may_hold(head[: 2 * MAX_NOTE]):
        return None
    lines = _lines(head)
    quoted = 0
    for at, line in enumerate(lines[:MAX_NOTE_LINES]):
        if line.start > MAX_NOTE:
            return None
        if line.blank:
            continue
        if (found := _block_at(lines, at)) and not _in_conversation(found, line.depth, quoted):
            return found
        quoted = max(quoted, line.depth)
    return None


def end_mark(text: str, start: int) -> int:
    """Where the quoted mail ends by its program's own mark, else the end of the text."""
    for found in _END.finditer(text, start):
        if _words(found[1]) in _data()["ends"]["words"]:
            return found.start()
    return len(text)


def subject_kind(subject: str) -> str | None:
    """`forwarded` or `answered` by the first prefix of `subject`, else None."""
    plain = unicodedata.normalize("NFKC", subject[:80]).strip().lower()
    prefix = re.match(r"(?:\[[^\]]{1,40}\]\s?)?([^\s:\[\]]{1,6})(?:\[\d+\])?\s?:", plain)
    return next((kind for kind, words in _data()["subjects"].items() if prefix and prefix[1] in words), None)


def _in_conversation(block: Block, depth: int, quoted: int) -> bool:
    """Whether other quoted text stands before: then the block is a part of a conversation."""
    return quoted > depth or (0 < quoted == depth and block.kind is not Kind.FORWARD)


def _block_at(lines: list[_Line], at: int) -> Block | None:
    """The block whose mark, or whose first field, is the line `at`."""
    kind, program = _mark(lines[at].text)
    first = at if kind is Kind.BARE else _next_field(lines, at + 1)
    if first is None or _label(lines[first].text) is None:
        return None
    claims, after = _fields(lines, first)
    alone = kind is not Kind.BARE or not any(line.text for line in lines[:at])
    needed = 2 if alone or _is_broken(claims.get("from", "")) else 3
    if "from" not in claims or sum(name in claims for name in _MEANT) < needed:
        return None
    while (
        after < len(lines)
        and (lines[after].blank or _RULE.match(lines[after].text))
        and after < first + MAX_BLOCK_LINES
    ):
        after += 1
    end = lines[after].start if after < len(lines) else lines[-1].end
    japanese = _is_japanese(lines[first : min(after, first + 6)])
    start = lines[at - 1].start if at and _RULE.match(lines[at - 1].text) else lines[at].start
    if kind is Kind.BARE and at and _RULE.match(lines[at - 1].text) and "_" in lines[at - 1].text:
        program = "outlook-new"
    return Block(kind, claims, start, end, japanese, program)


def _is_broken(written: str) -> bool:
    """Whether an address was broken so that nobody clicks it: who does that shows a mail, and speaks of none."""
    whole = refang(written)
    return whole != written and _ADDRESS.search(whole) is not None


def _is_japanese(lines: list[_Line]) -> bool | None:
    labels = [line.text.replace("：", ":").partition(":")[0].replace(" ", "") for line in lines]
    if any(label in _data()["elsewhere"]["words"] for label in labels):
        return False
    return True if any(label and not label.isascii() for label in labels) else None


def _next_field(lines: list[_Line], at: int) -> int | None:
    """The next line that is not empty, past rules and "Forwarded by …"; None when too far away."""
    for i in range(at, min(at + 5, len(lines))):
        text = lines[i].text
        if text and not _RULE.match(text) and not text.lower().startswith("forwarded by"):
            return i
    return None


def _fields(lines: list[_Line], at: int) -> tuple[dict[str, str], int]:
    """The fields from the line `at` on, and the line after them."""
    claims: dict[str, str] = {}
    last, end, apart = "", at, _value_apart(lines[at])
    for i in range(at, min(at + MAX_BLOCK_LINES, len(lines))):
        line = lines[i]
        if line.blank:
            if _label_soon(lines, i, 3) is None:
                break
            continue
        if found := _label(line.text):
            name, value = found
            if name in claims and name in _ALONE:
                break
            claims[name] = f"{claims[name]}, {value}" if claims.get(name) else value
            last = name
        elif (apart and not claims[last]) or _continues(lines, i, last, claims[last]):
            claims[last] = _joined(claims[last], line.text)[:MAX_VALUE]
        else:
            break
        end = i + 1
    return {name: value for name, value in claims.items() if value}, end


def _joined(value: str, more: str) -> str:
    """A folded value: Japanese is written without spaces, so none is put where it was folded."""
    return (value + ("" if value[-1:] > "\u2e7f" and more > "\u2e7f" else " ") + more).strip()


def _value_apart(line: _Line) -> bool:
    """Whether the values stand on lines of their own, as the cells of a table do."""
    found = _label(line.text)
    return found is not None and not found[1]


def _continues(lines: list[_Line], at: int, name: str, value: str) -> bool:
    """Whether the line is more of the field before it: it is folded, or another field follows."""
    line = lines[at]
    if lines[at - 1].blank:
        return False
    if name in {"to", "cc"} and ("@" in line.text or value.endswith("<")) and len(value) < MAX_VALUE:
        listed = value.endswith((",", ";", "、", "<")) or ("<" in line.text and ">" in line.text)
        return listed or value.count("<") > value.count(">")
    return (line.indented and name != "other") or _label_soon(lines, at, 2) is not None


def _label_soon(lines: list[_Line], at: int, within: int) -> str | None:
    """The name of the next line that is not empty, when it is a field and near."""
    for line in lines[at + 1 : at + 1 + within]:
        if line.text:
            found = _label(line.text)
            return found[0] if found else None
    return None


def _label(text: str) -> tuple[str, str] | None:
    """The field that a line is: what it is called here, and its value."""
    head, colon, _ = text[: MAX_LABEL + 1].replace("：", ":").partition(":")
    if not colon:
        return None
    name = _labels().get(unicodedata.normalize("NFKC", head).lower().translate(_SPACES).strip(_BULLETS))
    if name is None:
        return None
    value = text[len(head) + 1 :].strip(" \t\u3000")
    starred = text.startswith("*") and not head.rstrip().endswith("*")  # `*From:* a` closes after the colon
    return name, (value.removeprefix("*") if starred else value).strip(" \t\u3000")[:MAX_VALUE]


def _mark(text: str) -> tuple[Kind, str | None]:
    """What kind of mark a line is, and whose; `bare` when it is none."""
    if len(text) > 100:
        return Kind.BARE, None
    found = _marks().get(_words(text))
    if not found:
        return Kind.BARE, None
    dashes = len(text) - len(text.lstrip("-"))
    return found[0], found[1].get(str(dashes))


def _words(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(_AROUND).lower().replace(" ", "")


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    at = 0
    for raw in text.split("\n"):
        clean = raw.translate(_INVISIBLE).replace("\u00a0", " ").rstrip("\r")
        quoting = _QUOTING.match(clean)
        prefix = quoting[0] if quoting else ""
        depth = prefix.count(">") + prefix.count("|")
        body = clean[len(prefix) :]
        folded = prefix.rpartition(">")[2][1 if depth else 0 :]
        lines.append(_Line(at, at + len(raw), depth, body.strip(" \t\u3000\r"), bool(folded)))
        at += len(raw) + 1
    return lines


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {word: name for name, words in _data()["fields"].items() for word in words}


@lru_cache(maxsize=1)
def _marks() -> dict[str, tuple[Kind, dict[str, str]]]:
    kinds = (Kind.FORWARD, Kind.ORIGINAL)
    return {row["words"]: (kind, row.get("dashes", {})) for kind in kinds for row in _data()[kind]}


@lru_cache(maxsize=1)
def _openings() -> tuple[str, ...]:
    return tuple(f"{word}:" for word in _data()["fields"]["from"])


def _may_hold(text: str) -> bool:
    """Whether a word for From stands before a colon: without one there is no block, and most mail has none."""
    plain = unicodedata.normalize("NFKC", text).lower() if not text.isascii() else text.lower()
    for gap in (" ", "\t", "*", "\u200b"):
        plain = plain.replace(gap, "")
    return any(opening in plain for opening in _openings())


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(files("analyzers").joinpath("data/forward_marks.toml").read_text(encoding="utf-8"))
