"""What Slack does to text that a person types or pastes, before an app sees it.

`&`, `<`, `>` become entities; addresses become `<mailto:a|a>`; URLs become `<https://..>`; bare domains
become `<http://kagoya.com|kagoya.com>`; names become `<@U..>` (scrapinghub/slackbot 86, operable/cog 121,
vercel/chat 955). The `rich_text` block beside it holds the same without the escapes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from publicsuffixlist import PublicSuffixList

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.demo.workspace import Json

SPLIT_AT: Final = 4_000
"""Longer texts arrive as several messages (api.slack.com changelog, 2018-04)."""

_TOKEN: Final = re.compile(
    r"(?P<url>https?://[^\s<>\"「」、。]+)"
    r"|(?P<mail>[\w.+%-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?<![\w/.@-])(?P<domain>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24})(?P<path>/[^\s<>\"「」、。]*)?(?![\w@-])"
    r"|(?<![\w@])@(?P<name>[\w.-]*\w)",
    re.ASCII,
)
_TRAILING: Final = ".,;:!?)]}'"
_BROADCASTS: Final = frozenset({"here", "channel", "everyone"})


@dataclass(slots=True)
class Rewritten:
    """A text as the app gets it: `text` with Slack's marks, `elements` of the `rich_text` section."""

    text: str = ""
    elements: list[Json] = field(default_factory=list)

    def plain(self, piece: str) -> None:
        """Add ordinary text."""
        if piece:
            self.text += escape(piece)
            self.elements.append({"type": "text", "text": piece})

    def add(self, marked: str, element: Json) -> None:
        """Add something that Slack marked."""
        self.text += marked
        self.elements.append(element)


def escape(text: str) -> str:
    """The three characters that Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rewrite(text: str, names: Mapping[str, str] | None = None) -> Rewritten:
    """The text as Slack would deliver it; `names` maps login names to user ids."""
    done = Rewritten()
    at = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        kept = token.rstrip(_TRAILING) if match["url"] or match["path"] else token
        marked = _marked(match, kept, names or {})
        if marked is None:
            continue
        done.plain(text[at : match.start()])
        done.add(*marked)
        at = match.start() + len(kept)
    done.plain(text[at:])
    return done


def _marked(match: re.Match[str], kept: str, names: Mapping[str, str]) -> tuple[str, Json] | None:
    if match["url"]:
        return f"<{escape(kept)}>", {"type": "link", "url": kept}
    if match["mail"]:
        return f"<mailto:{kept}|{kept}>", {"type": "link", "url": f"mailto:{kept}", "text": kept}
    if match["domain"]:
        return _domain(match["domain"], kept)
    return _name(match["name"], names)


def _domain(domain: str, kept: str) -> tuple[str, Json] | None:
    if _suffixes().publicsuffix(domain.lower()) is None:
        return None
    return f"<http://{escape(kept)}|{escape(kept)}>", {"type": "link", "url": f"http://{kept}", "text": kept}


def _name(name: str, names: Mapping[str, str]) -> tuple[str, Json] | None:
    if name in _BROADCASTS:
        return f"<!{name}>", {"type": "broadcast", "range": name}
    if name in names:
        return f"<@{names[name]}>", {"type": "user", "user_id": names[name]}
    return None


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=True)


def rich_text(elements: Iterable[Json]) -> list[Json]:
    """The block that Slack's composer makes of a text."""
    section = {"type": "rich_text_section", "elements": list(elements)}
    return [{"type": "rich_text", "block_id": "text", "elements": [section]}]


def split(text: str, limit: int = SPLIT_AT) -> list[str]:
    """The text in pieces of at most `limit` characters, cut after a line where there is one."""
    pieces = []
    while len(text) > limit:
        cut = text.rfind("\n", 0, limit) + 1 or limit
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]
