"""What a decision makes of an answer."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime

import pytest

from bot.reply import Reply, Section
from bot.triage import VERDICTS, Standing
from bot.triage_text import outcome, reply_of, ruled, surprising
from bot.words import LANGUAGES, words

REPLY = Reply(
    language="en",
    emoji="🔴",
    headline="Danger: do not click",
    summary="Why.",
    now_title="Do now",
    now=("Delete it.",),
    how=("Gmail: save it.",),
    sections=(Section("Sender", ("A line.",)),),
    footer=("Checked: sender", "No. 2026-0509-1"),
)
DECIDED = Standing("2026-0509-1", "phishing", "U9", datetime(2026, 5, 9, tzinfo=UTC))


def test_reply_survives_the_table() -> None:
    """What was kept with the case is the same reply; a row of another shape is none."""
    row = asdict(REPLY)

    assert reply_of(row) == REPLY
    assert reply_of({"language": "en"}) is None


@pytest.mark.parametrize("verdict", [None, "original"])
def test_without_a_decision_nothing_changes(verdict: str | None) -> None:
    """Waiting for the original is none, either."""
    assert ruled(REPLY, replace(DECIDED, verdict=verdict), "danger") == REPLY


def test_team_has_the_first_word() -> None:
    """Headline, what to do, and the machine's verdict as a remark."""
    said, unlooked_for = ruled(REPLY, DECIDED, "danger"), ruled(REPLY, DECIDED, "no-sign")

    assert (said.emoji, said.headline) == ("🔴", "Checked by the security team: phishing")
    assert said.summary == 'The automatic verdict was "Danger".'
    assert said.now == REPLY.now
    assert unlooked_for.now[0] == "Do not open its links or attachments and do not reply; delete the mail."
    assert (said.how, said.sections, said.footer) == ((), REPLY.sections, REPLY.footer)


def test_comment_for_reporters_is_the_reason() -> None:
    """The team's remark takes the place of the machine's, which goes to the small print; one line, defanged."""
    said = ruled(REPLY, replace(DECIDED, comment="see\nhttps://a.example/ \u202e!", comment_shown=True), "danger")
    silent = ruled(REPLY, replace(DECIDED, comment="for us"), "danger")

    assert said.summary == "From the security team: see hxxps://a[.]example/ !"
    assert said.footer == (*REPLY.footer, 'The automatic verdict was "Danger".')
    assert silent.summary == 'The automatic verdict was "Danger".'


@pytest.mark.parametrize(("verdict", "kept"), [("phishing", 1), ("spam", 1), ("legitimate", 0), ("simulation", 0)])
def test_findings_stand_only_where_they_help(verdict: str, kept: int) -> None:
    """They would speak against a genuine mail, and give a drill away."""
    assert len(ruled(REPLY, replace(DECIDED, verdict=verdict), "danger").sections) == kept


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_can_be_said(verdict: str, language: str) -> None:
    """In the answer, on its own, and in a list; a drill is never called one to its reporter."""
    standing = replace(DECIDED, verdict=verdict)
    w = words(language)
    told = [outcome(standing, "danger", w), ruled(replace(REPLY, language=language), standing, "danger").headline]

    assert all(told)
    assert not [line for line in told if "訓練" in line or "imulation" in line]


def test_list_says_the_level_until_it_is_decided() -> None:
    """And that it is still being looked at."""
    assert outcome(Standing("x"), "caution", words("en")) == "🟡 Caution"
    assert outcome(Standing("x"), None, words("ja")) == "⏳ 調べています"


@pytest.mark.parametrize(
    ("told", "quiet"),
    [
        ("danger", {"phishing"}),
        ("warning", {"phishing"}),
        ("caution", set()),
        ("no-sign", {"legitimate"}),
        ("insufficient", set()),
        ("legitimate", {"legitimate"}),
        ("spam", {"spam"}),
    ],
)
def test_only_news_is_told_aloud(told: str, quiet: set[str]) -> None:
    """What the reporter knows already is an edit."""
    assert {verdict for verdict in VERDICTS if not surprising(verdict, told)} == quiet
