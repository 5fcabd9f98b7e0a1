"""The windows in which the security team writes a warning, and takes one back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.words import LANGUAGES, Words, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

View = dict[str, Any]
MAX_TEXT = 3000
_WARN, _RETRACT = "warn_submit", "retract_submit"


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in: texts by language, channels, and whether everybody is to be notified."""

    texts: dict[str, str]
    channels: tuple[str, ...]
    at_channel: bool


def warn(case_id: str, drafts: Mapping[str, str], channels: Sequence[str], language: str) -> View:
    """The window for a new warning: a draft for each language, the channels, and @channel off."""
    w = words(language)
    blocks = [_intro(w.say("warn-modal-intro"))]
    blocks += [_text_input(f"text_{lang}", w.say(f"warn-modal-text-{lang}"), draft) for lang, draft in drafts.items()]
    blocks += [_channels_input(w, channels), _at_channel_input(w)]
    return _modal(w, _WARN, "warn-modal-title", "warn-modal-submit", blocks, private=case_id)


def retract(warning_id: str, language: str) -> View:
    """The window that asks why a warning is taken back."""
    w = words(language)
    blocks = [_intro(w.say("retract-modal-intro")), _text_input("reason", w.say("retract-modal-reason"), "")]
    return _modal(w, _RETRACT, "retract-modal-title", "retract-modal-submit", blocks, private=warning_id)


def notice(sentence: str, language: str) -> View:
    """A window that only says something: a sentence of ours, in which Slack shows a person's id as a name."""
    w = words(language)
    title = {"type": "plain_text", "text": w.say("warn-modal-title")}
    said = {"type": "section", "text": {"type": "mrkdwn", "text": sentence}}
    return {"type": "modal", "title": title, "blocks": [said]}


def filled(view: Mapping[str, Any]) -> Filled:
    """What the warning's window holds at its submission."""
    values = view["state"]["values"]
    texts = {lang: _value(values, f"text_{lang}") for lang in LANGUAGES if f"text_{lang}" in values}
    chosen = values["channels"]["channels"].get("selected_conversations") or ()
    ticked = values["at_channel"]["at_channel"].get("selected_options") or ()
    return Filled(texts, tuple(chosen), bool(ticked))


def reason(view: Mapping[str, Any]) -> str:
    """Why the warning is taken back."""
    return _value(view["state"]["values"], "reason")


def _value(values: Mapping[str, Any], name: str) -> str:
    return (values[name][name].get("value") or "").strip()


def _modal(w: Words, callback: str, title: str, submit: str, blocks: list[View], *, private: str) -> View:
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": private,
        "title": {"type": "plain_text", "text": w.say(title)},
        "submit": {"type": "plain_text", "text": w.say(submit)},
        "close": {"type": "plain_text", "text": w.say("warn-modal-cancel")},
        "blocks": blocks,
    }


def _intro(sentence: str) -> View:
    return {"type": "section", "text": {"type": "plain_text", "text": sentence}}


def _text_input(name: str, label: str, initial: str) -> View:
    element: View = {"type": "plain_text_input", "action_id": name, "multiline": True, "max_length": MAX_TEXT}
    if initial:
        element["initial_value"] = initial[:MAX_TEXT]
    return {"type": "input", "block_id": name, "label": {"type": "plain_text", "text": label}, "element": element}


def _channels_input(w: Words, channels: Sequence[str]) -> View:
    element: View = {
        "type": "multi_conversations_select",
        "action_id": "channels",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if channels:
        element["initial_conversations"] = list(channels)
    label = {"type": "plain_text", "text": w.say("warn-modal-channels")}
    return {"type": "input", "block_id": "channels", "label": label, "element": element}


def _at_channel_input(w: Words) -> View:
    option = {"text": {"type": "plain_text", "text": w.say("warn-modal-at-channel-option")}, "value": "at_channel"}
    element = {"type": "checkboxes", "action_id": "at_channel", "options": [option]}
    label = {"type": "plain_text", "text": w.say("warn-modal-at-channel")}
    return {"type": "input", "block_id": "at_channel", "label": label, "optional": True, "element": element}
