"""The window in which the security team writes its one comment on a case, for itself or for the reporters as well."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.triage_text import MAX_COMMENT
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.triage import Standing

View = dict[str, Any]
CALLBACK = "triage_comment_submit"


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in, and the comment that its author had seen."""

    case_id: str
    comment: str
    shown: bool
    seen: str


def view(standing: Standing, language: str) -> View:
    """The window, with the comment as it stands."""
    w = words(language)
    option = {"text": _plain(w.say("card-comment-share")), "value": "shown"}
    box: View = {"type": "checkboxes", "action_id": "shown", "options": [option]}
    if standing.comment_shown:
        box["initial_options"] = [option]
    field: View = {"type": "plain_text_input", "action_id": "comment", "multiline": True, "max_length": MAX_COMMENT}
    if standing.comment:
        field["initial_value"] = standing.comment
    seen = {"case": standing.case_id, "seen": standing.comment or ""}
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps(seen, ensure_ascii=False),
        "title": _plain(w.say("card-write")),
        "submit": _plain(w.say("card-comment-submit")),
        "close": _plain(w.say("warn-modal-cancel")),
        "blocks": [
            _input("comment", w.say("card-comment-label"), field),
            _input("shown", w.say("card-comment-readers"), box),
        ],
    }


def filled(sent: Mapping[str, Any]) -> Filled:
    """What the window holds at its submission."""
    values, seen = sent["state"]["values"], json.loads(sent["private_metadata"])
    comment = (values["comment"]["comment"].get("value") or "").strip()
    shown = bool(values["shown"]["shown"].get("selected_options"))
    return Filled(str(seen["case"]), comment[:MAX_COMMENT], shown, str(seen["seen"]))


def _input(name: str, label: str, element: View) -> View:
    return {"type": "input", "block_id": name, "label": _plain(label), "element": element, "optional": True}


def _plain(text: str) -> View:
    return {"type": "plain_text", "text": text}
