"""What a person typed, out of what Slack made of it.

Slack escapes `& < >`, turns addresses into `<mailto:a|a>`, URLs into `<https://…>` and bare domains into `<http://a.b|a.b>`.
There the label is what was typed, and the target was invented by Slack. A link that was pasted together with its text is
`<https://real.example/|text>`: both are kept as they stand, since the target is the mail's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.stranger import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TOKEN = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_LINES = {"rich_text_section", "rich_text_preformatted", "rich_text_quote"}
_MAX_TEXT = 200_000  # characters; Slack keeps 40,000 of a message
_FENCE = re.compile(r"^\s*```[^\n]*\n?|\n?```\s*$")


def typed(text: str) -> str:
    """`text` of a Slack event as it was typed or pasted; mentions of people and channels are left out."""
    plain = _TOKEN.sub(_token, text.replace("\u00a0", " "))
    plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return _FENCE.sub("", plain).strip("\n")


def _token(found: re.Match[str]) -> str:
    target, label = found[1], found[2]
    if target[:1] in {"@", "#", "!"}:
        return ""
    if label:
        return found[0].replace("&", "&amp;") if _is_pasted(target, label) else label
    return target.removeprefix("mailto:")


def written(blocks: Iterable[Mapping[str, Any]]) -> str:
    """The text of blocks as Slack would deliver it beside them: a forwarded post may have nothing else."""
    return "\n".join(piece for block in blocks for piece in _pieces(block) if piece)[:_MAX_TEXT]


def _pieces(block: Mapping[str, Any]) -> Iterator[str]:
    text = block.get("text")
    if isinstance(text, dict):
        yield str(text.get("text") or "") if text.get("type") == "mrkdwn" else escape(str(text.get("text") or ""))
    for element in block.get("elements") or ():
        if element.get("type") == "rich_text_list":
            yield from (_line(row) for row in element.get("elements") or ())
        elif element.get("type") in _LINES:
            yield _line(element)
        elif block.get("type") == "context":
            yield escape(str(element.get("text") or ""))


def _line(section: Mapping[str, Any]) -> str:
    return "".join(_leaf(leaf) for leaf in section.get("elements") or ())


def _leaf(leaf: Mapping[str, Any]) -> str:
    """Names of people and channels are left out, as in what was typed. `:100:` may be a piece of an address."""
    if leaf.get("type") == "link":
        label = leaf.get("text")
        return f"<{escape(str(leaf.get('url')))}{f'|{escape(str(label))}' if label else ''}>"
    if leaf.get("type") == "emoji":
        return f":{leaf.get('name')}:"
    return escape(str(leaf.get("text") or ""))


def _is_pasted(target: str, label: str) -> bool:
    """Whether the label leads elsewhere than it says: Slack's own links repeat it, with a scheme or a slash more."""
    scheme, mark, place = target.partition("://")
    if not mark or scheme.lower() not in {"http", "https"}:
        return False
    return place.rstrip("/").lower() != label.rpartition("://")[2].rstrip("/").lower()
