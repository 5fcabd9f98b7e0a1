"""The shapes of a `rich_text` block: sections, lists, quotes, preformatted text and what stands in them.

Source: docs.slack.dev/reference/block-kit/blocks/rich-text-block.
"""

from __future__ import annotations

from typing import Final

from bot.demo.composition import BLOCK_ID, URL
from bot.demo.schema import Rule, among, anything, boolean, by_type, fields, integer, items, string

_STYLE = fields({}, {"bold": boolean, "italic": boolean, "strike": boolean, "code": boolean, "underline": boolean})
_MENTION_STYLE = fields(
    {},
    {
        "bold": boolean,
        "italic": boolean,
        "strike": boolean,
        "highlight": boolean,
        "client_highlight": boolean,
        "unlink": boolean,
    },
)


def _leaf(required: dict[str, Rule], optional: dict[str, Rule] | None = None) -> Rule:
    return fields({"type": anything, **required}, optional)


_TEXT = _leaf({"text": string(None, 1)}, {"style": _STYLE})
_LINK = _leaf({"url": URL}, {"text": string(), "unsafe": boolean, "style": _STYLE})
_LEAVES: Final[dict[str, Rule]] = {
    "text": _TEXT,
    "link": _LINK,
    "emoji": _leaf({"name": string(None, 1)}, {"unicode": string(), "skin_tone": integer(1, 6), "style": _STYLE}),
    "user": _leaf({"user_id": string(None, 1)}, {"style": _MENTION_STYLE}),
    "usergroup": _leaf({"usergroup_id": string(None, 1)}, {"style": _MENTION_STYLE}),
    "channel": _leaf({"channel_id": string(None, 1)}, {"style": _MENTION_STYLE}),
    "broadcast": _leaf({"range": among("here", "channel", "everyone")}, {"style": _STYLE}),
    "color": _leaf({"value": string(None, 1)}),
    "date": _leaf({"timestamp": integer(0), "format": string(None, 1)}, {"url": URL, "fallback": string()}),
}
_INLINE = items(by_type(_LEAVES))
_SECTION = fields({"type": anything, "elements": _INLINE})
_BORDER = integer(0, 1)

RICH_TEXT = fields(
    {
        "type": among("rich_text"),
        "elements": items(
            by_type(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_list": fields(
                        {
                            "type": anything,
                            "style": among("bullet", "ordered"),
                            "elements": items(by_type({"rich_text_section": _SECTION})),
                        },
                        {"indent": integer(0, 8), "offset": integer(0), "border": _BORDER},
                    ),
                    "rich_text_quote": fields({"type": anything, "elements": _INLINE}, {"border": _BORDER}),
                    "rich_text_preformatted": fields(
                        {"type": anything, "elements": items(by_type({"text": _TEXT, "link": _LINK}))},
                        {"border": _BORDER, "language": string()},
                    ),
                }
            ),
            least=1,
        ),
    },
    {"block_id": BLOCK_ID},
)
