"""The two worked cases in every form in which a colleague may hand them in: what is lost is named, and the level says so."""

from __future__ import annotations

import email
import email.policy
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from analyzers import Form, Level, OurSide, examine, read
from bot.reply import reply
from bot.slack.typed import typed
from bot.words import LANGUAGES, words
from tests.bot.worked import CASE_A, CASE_B

FUWAKE = Path(sys.executable).with_name("fuwake")
CASES = {"A": CASE_A, "B": CASE_B}
OUR_SIDE = OurSide(domains=("example-shop.jp",))
AT_LEAST = {
    "whole": Level.DANGER,
    "html": Level.WARNING,
    "chat": Level.WARNING,
    "words": Level.CAUTION,
    "headers": Level.CAUTION,
}
ORDER = (Level.INSUFFICIENT, Level.NO_SIGN, Level.CAUTION, Level.WARNING, Level.DANGER)
FORMS = {
    "whole": Form.EML,
    "html": Form.TEXT,
    "chat": Form.TEXT,
    "words": Form.TEXT,
    "headers": Form.HEADERS,
}
# What each form has lost: the sentences that must stand in the answer, with their facts, and those that must not.
LOST = {
    "whole": (),
    "html": (("fact-no-route", {"sender": "unknown"}),),
    "chat": (("fact-no-route", {"sender": "unknown"}),),
    "words": (("fact-no-route", {"sender": "unknown"}), ("fact-targets-lost", {})),
    "headers": (("fact-body-lost", {}),),
}
EVERY_LOSS = tuple(dict.fromkeys(key for losses in LOST.values() for key, _ in losses))


def html_of(case: bytes) -> str:
    """The body as the mail holds it."""
    return email.message_from_bytes(case, policy=email.policy.default).get_content()


def chat_of(case: bytes) -> str:
    """The rendered body pasted into Slack, as an app gets it: links keep their targets and their words."""
    linked = re.sub(r'<a href="([^"]+)">(.*?)</a>', "\ue000\\1|\\2\ue001", html_of(case))
    plain = re.sub(r"<[^>]+>", "", linked).strip()
    return typed(plain.replace("\ue000", "<").replace("\ue001", ">"))


def in_form(case: bytes, form: str) -> bytes | str:
    """`case` as it is handed in."""
    return {
        "whole": lambda: case,
        "html": lambda: html_of(case),
        "chat": lambda: chat_of(case),
        "words": lambda: read(case).text,
        "headers": lambda: re.split(rb"\r?\n\r?\n", case)[0] + b"\n",
    }[form]()


@pytest.mark.parametrize("side", [OurSide(), OUR_SIDE], ids=["unconfigured", "configured"])
@pytest.mark.parametrize("form", AT_LEAST)
@pytest.mark.parametrize("case", CASES)
async def test_the_level_that_a_form_allows(case, form, side):
    """The less is left of a mail, the less can be said, but never that nothing is odd."""
    report = await examine(read(in_form(CASES[case], form)), side=side)

    assert report.dossier.message.form is FORMS[form]
    assert ORDER.index(report.level) >= ORDER.index(AT_LEAST[form]), [row.finding.code for row in report.findings]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", AT_LEAST)
@pytest.mark.parametrize("case", CASES)
async def test_what_is_lost_is_named(case, form, language):
    """The route and the sender, where the links really lead, or the body; and nothing is called lost that is there."""
    answer = reply(await examine(read(in_form(CASES[case], form)), side=OUR_SIDE), language)
    w = words(language)
    lines = [line for section in answer.sections for line in section.lines]

    assert [w.say(key, **facts) in lines for key, facts in LOST[form]] == [True] * len(LOST[form])
    there = {w.say(key, sender=kind) for key in EVERY_LOSS for kind in ("known", "unknown")}
    assert len([line for line in lines if line in there]) == len(LOST[form])


@pytest.mark.parametrize("form", ["html", "chat"])
async def test_the_real_target_is_kept(form):
    """Where the form keeps it, the answer names it."""
    report = await examine(read(in_form(CASE_A, form)), side=OUR_SIDE)

    assert next((link.href, link.shown) for link in report.dossier.web_links) == (
        "https://quercus.org/valid/valid.html",
        "https://auth.sso.example-shop.jp/mail/",
    )
    assert "quercus[.]org" in reply(report, "ja").summary


@pytest.mark.parametrize("form", ["html", "words"])
@pytest.mark.parametrize("case", CASES)
async def test_who_has_the_original_is_asked_for_it(case, form):
    """Below a warning, the original would tell more."""
    report = await examine(read(in_form(CASES[case], form)))

    assert ("send-original" in report.advice) == (report.level not in {Level.DANGER, Level.WARNING})


@pytest.mark.parametrize("case", CASES)
def test_on_the_command_line(case, tmp_path):
    """Bare words given to the command: an answer in both languages that names what is lost."""
    environment = {"PATH": os.environ["PATH"], "FUWAKE_DATA_DIR": str(tmp_path), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [FUWAKE, "check", "--offline", "--lang", "both", "-"],
        input=in_form(CASES[case], "words").encode(),
        capture_output=True,
        check=False,
        env=environment,
        cwd=tmp_path,
        timeout=60,
    )
    out = done.stdout.decode()

    assert (done.returncode, done.stderr) == (0, b"")
    for language in LANGUAGES:
        w = words(language)
        assert w.say("fact-targets-lost") in out
        assert w.say("fact-no-route", sender="unknown") in out
        assert w.say("form-text") in out
