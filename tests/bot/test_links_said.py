"""What is said of a link that somebody rewrote."""

import pytest

from analyzers import read
from analyzers.examine import examine
from bot.reply import reply
from bot.report_json import report_json
from bot.words import words
from tests.analyzers.mails import eml

SAFE = "https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example%2Fa&data=1"


async def said(href, language="en"):
    """The lines about links in the reply."""
    answer = reply(await examine(read(eml(html=f'<a href="{href}">Go</a>'))), language)
    return next(section.lines for section in answer.sections if section.title == words(language).say("section-links"))


async def test_the_report_keeps_both():
    """The address inside, and the one that stood in the mail, neither of them clickable."""
    (link,) = report_json(await examine(read(eml(html=f'<a href="{SAFE}">Go</a>'))))["links"]

    assert (link["href"], link["host"], link["rewriters"]) == (
        "hxxps://evil[.]example/a",
        "evil.example",
        ["safe-links"],
    )
    assert link["unwrapped_from"].startswith("hxxps://x.safelinks.protection.outlook[.]com/?url=")


async def test_what_was_taken_off_is_told_as_its_target():
    """The reader hears where it leads."""
    assert await said(SAFE) == (words("en").say("fact-link-shown", shown="Go", host="evil.example", ips="none"),)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("query", "host"), [("?domain=evil.example", "evil.example"), ("", "unknown")])
async def test_what_a_filter_keeps(language, query, host):
    """A claim is told as one, and silence as silence."""
    lines = await said(f"https://protect-us.mimecast.com/s/abc{query}", language)

    assert lines == (words(language).say("fact-link-kept", service="Mimecast", host=host),)
    assert ("evil[.]example" in lines[0]) == bool(query)
