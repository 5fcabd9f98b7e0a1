"""The window in which somebody tells what was given away, and the checklist that answers it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.given_away import KINDS, MAX_ACCOUNT, WHEN, Told, masked
from bot.slack import render
from bot.stranger import escape
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.checklists import Checklist
    from bot.words import Words

View = dict[str, Any]
CALLBACK = "gave_submit"


def window(case_id: str, place: tuple[str, str], told: Told | None, language: str, *, alerting: bool) -> View:
    """The window, with what was told before; `alerting`: the security team will be told."""
    w = words(language)
    boxes = _choice("checkboxes", "gave", w, "report-gave", KINDS)
    moments = _choice("radio_buttons", "when", w, "gave-when", WHEN)
    field: View = {"type": "plain_text_input", "action_id": "account", "max_length": MAX_ACCOUNT}
    if told:
        boxes["initial_options"] = [option for option in boxes["options"] if option["value"] in told.what]
        chosen = [option for option in moments["options"] if option["value"] == told.when]
        moments |= {"initial_option": chosen[0]} if chosen else {}
        field |= {"initial_value": told.account} if told.account else {}
    account = _input("account", w.say("gave-window-account"), field, optional=True)
    account["hint"] = _plain(w.say("gave-window-account.hint"))
    intro = w.say("gave-window-intro" if alerting else "gave-window-intro-alone")
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps({"case": case_id, "channel": place[0], "thread_ts": place[1]}),
        "title": _plain(w.say("gave-window-title")),
        "submit": _plain(w.say("gave-window-send")),
        "close": _plain(w.say("warn-modal-cancel")),
        "blocks": [
            {"type": "section", "text": _plain(intro)},
            _input("gave", w.say("gave-window-what"), boxes),
            _input("when", w.say("gave-window-when"), moments, optional=True),
            account,
        ],
    }


def filled(view: Mapping[str, Any]) -> tuple[str, Told]:
    """The case, and what the window holds at its submission."""
    values, about = view["state"]["values"], json.loads(view["private_metadata"])
    ticked = {option["value"] for option in values["gave"]["gave"].get("selected_options") or ()}
    when = (values["when"]["when"].get("selected_option") or {}).get("value") or ""
    told = Told(
        what=tuple(kind for kind in KINDS if kind in ticked),
        when=when if when in WHEN else "",
        account=masked(values["account"]["account"].get("value") or ""),
        channel=about["channel"],
        thread_ts=about["thread_ts"],
    )
    return about["case"], told


def steps(said: Checklist, more: str = "") -> dict[str, Any]:
    """The checklist as a message; `more` is a remark on it."""
    rows = [render.paragraph(render.text(step)) for step in said.steps]
    head = [render.text(f"📋 {said.title}\n", bold=True), render.text(said.intro)]
    blocks = [
        render.rich([render.paragraph(*head)]),
        render.rich([{"type": "rich_text_list", "style": "ordered", "elements": rows}]),
        render.rich(
            [render.paragraph(render.text(f"☎️ {said.contacts_title}", bold=True)), render.bullets(said.contacts)]
        ),
        render.rich([render.paragraph(render.text(said.note))]),
    ]
    if more:
        blocks.append(render.rich([render.paragraph(render.text(more))]))
    return {"blocks": blocks, "text": escape(f"📋 {said.title}: {said.steps[0]}"[: render.MAX_FALLBACK])}


def _choice(kind: str, name: str, w: Words, prefix: str, values: tuple[str, ...]) -> View:
    options = [{"text": _plain(w.say(f"{prefix}-{value}")), "value": value} for value in values]
    return {"type": kind, "action_id": name, "options": options}


def _input(name: str, label: str, element: View, *, optional: bool = False) -> View:
    return {"type": "input", "block_id": name, "optional": optional, "label": _plain(label), "element": element}


def _plain(text: str) -> View:
    return {"type": "plain_text", "text": text}
