"""The window in which anybody reports a mail: files, a link, a pasted text, a remark, and what was given away already.

It opens from the global shortcut, from the command without words, and from the Home tab. What was sent off is answered in a
direct message.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.jobs import JobsDown
from bot.slack.intake import MAX_NOTE, Content, of_contents, slim
from bot.slack.listeners import ANSWER
from bot.stranger import escape
from bot.submission import GIVEN, Submission
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.people import People
    from bot.slack.listeners import Put
    from bot.words import Words

View = dict[str, Any]
MAX_FILES, MAX_TEXT = 5, 3000
FILE_TYPES = ("eml", "msg", "mbox", "txt", "zip")
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in; texts as they were typed."""

    files: tuple[Mapping[str, Any], ...]
    link: str
    text: str
    note: str
    gave: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is no mail in it."""
        return not (self.files or self.link or self.text)


class ReportForm:
    """Opens the window, and takes what was sent off; `put` takes the jobs."""

    def __init__(self, put: Put, people: People) -> None:
        self._put = put
        self._people = people

    def register(self, app: AsyncApp) -> None:
        """Listens on `app`."""
        app.shortcut("report_mail")(self.opened_by_hand)
        app.action("report_open")(self.opened_by_hand)
        app.view("report_submit")(self.submitted)

    async def opened_by_hand(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The global shortcut, or the button of the Home tab."""
        user = body["user"]["id"]
        failure = await self.open(user, body["trigger_id"], client)
        await ack()
        if failure:
            try:
                await client.chat_postMessage(channel=user, text=failure)
            except SlackApiError as error:
                log.warning("direct_message_not_posted", error=error.response.get("error"))

    async def open(self, user: str, trigger_id: str, client: AsyncWebClient) -> str | None:
        """Opens the window; gives a sentence when Slack did not let it. Slack allows three seconds after the click."""
        language = await self._people.language(user)
        try:
            await client.views_open(trigger_id=trigger_id, view=window(language))
        except SlackApiError as error:
            log.warning("window_not_opened", error=error.response.get("error"))
            return words(language).say("report-again")
        return None

    async def submitted(self, ack: AsyncAck, body: dict[str, Any], view: View) -> None:
        """Acknowledged after the rows are on disk; what cannot be kept stays in the window."""
        user = body["user"]["id"]
        w = words(await self._people.language(user))
        report = filled(view)
        if report.empty:
            await ack(response_action="errors", errors={"files": w.say("report-error-empty")})
            return
        try:
            for submission in handed_in(view["id"], user, report):
                await self._put(ANSWER, submission.as_json(), key=f"{ANSWER}:{submission.key}")
                log.info("submission_taken", file=bool(submission.file), door="form")
        except JobsDown as error:
            log.warning("submission_not_taken", reason=str(error))
            await ack(response_action="errors", errors={"files": w.say("report-error-busy")})
            return
        await ack(response_action="update", view=_thanks(w))


def handed_in(view_id: str, user: str, report: Filled) -> list[Submission]:
    """A submission for each file, and one for what was typed. What was given away is told with the first alone."""
    typed = "\n\n".join(filter(None, (report.text, report.link)))
    found = [Content("", slim(file), report.note) for file in report.files]
    # Escaped, for Slack delivers what is typed in a window as it was, and in a post with its mark-up.
    found += [Content(escape(typed), None, report.note)] if typed else []
    plain = Submission(
        key=f"form:{view_id}",
        channel="",
        thread_ts="",
        user=user,
        text="",
        file=None,
        direct=True,
        door="form",
        private=True,
    )
    first, *others = of_contents(plain, found)
    return [Submission.from_json(first.as_json() | {"gave": list(report.gave)}), *others]


def filled(view: View) -> Filled:
    """What the window holds at its submission."""
    values = view["state"]["values"]
    ticked = values["gave"]["gave"].get("selected_options") or ()
    return Filled(
        files=tuple(values["files"]["files"].get("files") or ())[:MAX_FILES],
        link=_value(values, "link"),
        text=_value(values, "text"),
        note=_value(values, "note")[:MAX_NOTE],
        gave=tuple(option["value"] for option in ticked if option["value"] in GIVEN),
    )


def window(language: str) -> View:
    """The window, empty."""
    w = words(language)
    return {
        "type": "modal",
        "callback_id": "report_submit",
        "title": _plain(w.say("report-title")),
        "submit": _plain(w.say("report-send")),
        "close": _plain(w.say("report-cancel")),
        "blocks": [
            {"type": "section", "text": _plain(w.say("report-intro"))},
            _input(w, "files", {"type": "file_input", "filetypes": list(FILE_TYPES), "max_files": MAX_FILES}),
            _input(w, "link", {"type": "plain_text_input", "max_length": MAX_TEXT}),
            _input(w, "text", {"type": "plain_text_input", "multiline": True, "max_length": MAX_TEXT}),
            _input(w, "gave", {"type": "checkboxes", "options": [_given(w, code) for code in GIVEN]}),
            _input(w, "note", {"type": "plain_text_input", "multiline": True, "max_length": MAX_NOTE}),
        ],
    }


def _input(w: Words, name: str, element: View) -> View:
    """A field that may stay empty, with its hint if it has one."""
    made = {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": _plain(w.say(f"report-{name}")),
        "element": element | {"action_id": name},
    }
    hint = f"report-{name}.hint"
    return made | {"hint": _plain(w.say(hint))} if w.has(hint) else made


def _given(w: Words, code: str) -> View:
    return {"text": _plain(w.say(f"report-gave-{code}")), "value": code}


def _thanks(w: Words) -> View:
    said = {"type": "section", "text": _plain(w.say("report-thanks"))}
    return {
        "type": "modal",
        "title": _plain(w.say("report-title")),
        "close": _plain(w.say("report-close")),
        "blocks": [said],
    }


def _plain(text: str) -> View:
    return {"type": "plain_text", "text": text}


def _value(values: Mapping[str, Any], name: str) -> str:
    return (values[name][name].get("value") or "").strip()
