"""The window behind "Details": everything that is known about a case, page by page, in its viewer's language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from analyzers import Level
from bot.reply import EMOJI
from bot.slack import render
from bot.slack.details_parts import Item, Part, parts
from bot.stranger import Plain
from bot.words import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.store import Case

CALLBACK = "details_view"
NEXT, BACK = "details_next", "details_back"
# A window takes 100 blocks and 250 kB; nobody reads that on one page.
MAX_BLOCKS, MAX_SIZE, MAX_PAGES = 60, 12_000, 40
_ITEMS = 4  # in a block


def view(case: Case, language: str, page: int = 0) -> dict[str, Any]:
    """The window at a page, counted from 0; past the last one, the last. `case` has a report."""
    w = words(language)
    pages = _pages(case, w)
    page = max(0, min(page, len(pages) - 1))
    blocks = [*pages[page], *(_turning(case.id, w, page, len(pages)) if len(pages) > 1 else ())]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps({"case": case.id, "page": page}),
        "title": {"type": "plain_text", "text": w.say("details-title")},
        "close": {"type": "plain_text", "text": w.say("details-close")},
        "blocks": blocks,
    }


def place_of(view: Mapping[str, Any]) -> tuple[str, int]:
    """The case and the page that a window shows."""
    kept = json.loads(view["private_metadata"])
    return str(kept["case"]), int(kept["page"])


def _pages(case: Case, w: Words) -> list[list[render.Block]]:
    report = case.report or {}
    pages: list[list[render.Block]] = [[]]
    for block in (*_head(case, report, w), *_told(parts(report, w)), _foot(case, report, w)):
        full = len(pages[-1]) >= MAX_BLOCKS or render.size([*pages[-1], block]) > MAX_SIZE
        if pages[-1] and full:
            pages.append([])
        pages[-1].append(block)
    return pages[:MAX_PAGES]


def _head(case: Case, report: Mapping[str, Any], w: Words) -> Iterator[render.Block]:
    """The verdict, and of which mail."""
    level = Level(case.level or Level.INSUFFICIENT)
    verdict = render.text(f"{EMOJI[level]} {w.say(f'level-{level}')}", bold=True)
    yield render.rich([render.paragraph(verdict, render.text("\n"), render.text(report["summary"][w.language]))])
    mail = [w.say("draft-subject", subject=report["subject"])] if report["subject"] else []
    if report["sender"]["raw"]:
        mail.append(w.say("draft-sender", sender=report["sender"]["raw"]))
    if mail:
        yield render.rich([render.bullets(mail)])


def _told(found: Iterable[Part]) -> Iterator[render.Block]:
    for part in found:
        yield render.plain_header(part.title)
        rows = list(part.items)
        for at in range(0, len(rows), _ITEMS):
            yield render.rich([element for item in rows[at : at + _ITEMS] for element in _item(item)])


def _item(item: Item) -> Iterator[render.Block]:
    yield _list([item.line])
    if item.under:
        yield _list(item.under) | {"indent": 1}


def _list(lines: Iterable[list[render.Block]]) -> render.Block:
    return {"type": "rich_text_list", "style": "bullet", "elements": [render.paragraph(*line) for line in lines]}


def _foot(case: Case, report: Mapping[str, Any], w: Words) -> render.Block:
    lines = [w.say(f"form-{report['form']}"), w.say("case-number", id=Plain(case.id))]
    if report["credits"]:
        lines.insert(1, w.say("footer-credits", credits=tuple(Plain(line) for line in report["credits"])))
    return render.context(lines)


def _turning(case_id: str, w: Words, page: int, pages: int) -> Iterator[render.Block]:
    """Which page it is, and the ways to the others."""
    yield render.context([w.say("details-page", page=page + 1, pages=pages)])
    buttons = [render.button(BACK, w.say("details-back"), case_id)] if page else []
    buttons += [render.button(NEXT, w.say("details-next"), case_id)] if page + 1 < pages else []
    yield render.actions(*buttons)
