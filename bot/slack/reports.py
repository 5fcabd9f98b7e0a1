"""What became of a person's last reports, for that person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack import inline, render
from bot.stranger import Plain
from bot.triage_text import outcome
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store import Case
    from bot.triage import Standing


def reports_for(reports: Sequence[tuple[Case, Standing]], language: str) -> dict[str, Any]:
    """One line for each, newest first; a sentence when there is none."""
    w = words(language)
    if not reports:
        return render.sentences([w.say("status-none")])
    title = w.say("status-title")
    rows = [
        render.paragraph(
            *inline.sentence(
                w,
                "status-report",
                id=Plain(case.id),
                at=inline.date(case.opened),
                outcome=Plain(outcome(standing, case.level, w)),
            )
        )
        for case, standing in reports
    ]
    listed = {"type": "rich_text_list", "style": "bullet", "elements": rows}
    return {"text": title, "blocks": [render.rich([render.paragraph(render.text(title, bold=True)), listed])]}
