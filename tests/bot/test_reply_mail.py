"""What a reply says to somebody who handed the mail in by mail."""

from __future__ import annotations

from analyzers import read
from analyzers.examine import report
from bot.reply_mail import by_mail, placed
from tests.analyzers.mails import dossier, eml

MAIL = report(dossier(eml(subject="[spam] お支払い")))


def test_it_names_the_mail():
    """The reader does not see it beside the answer; what stands in its subject is made harmless."""
    said = placed(by_mail(MAIL, "ja", case_id="1"), "https://evil.example/ <@U1>", 0)

    assert said.about == placed(said, "x", 0).about.replace("x", "hxxps://evil[.]example/ <@U1>")
    assert said.now == by_mail(MAIL, "ja", case_id="1").now


def test_what_was_left_out_is_the_last_thing_to_do():
    """Below what to do about the mail itself."""
    said = placed(by_mail(MAIL, "en", case_id="1"), read(eml()).subject, 2)

    assert said.now[:-1] == by_mail(MAIL, "en", case_id="1").now
    assert said.now[-1].startswith("2 more mails were attached")
