"""Uploads, mail that comes in, and downloads."""

from __future__ import annotations

import aiohttp
import pytest

from bot.demo.methods_files import SIGN_IN_PAGE

INTAKE = "C0INTAKE"


@pytest.fixture
async def fetch(slack):
    async with aiohttp.ClientSession() as session:

        async def fetch(url, token=slack.bot_token):
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            async with session.get(url, headers=headers, allow_redirects=False) as response:
                return response.status, await response.read()

        yield fetch


async def test_an_uploaded_mail_has_no_type_that_slack_knows(slack, fetch, mail):
    """.eml arrives as octets, and is what was sent."""
    posted = await slack.people.upload("U0HANAKO", INTAKE, "mail.eml", mail)
    (file,) = posted["files"]

    assert (posted["subtype"], file["mimetype"], file["filetype"], file["size"]) == (
        "file_share",
        "application/octet-stream",
        "binary",
        len(mail),
    )
    assert await fetch(file["url_private_download"]) == (200, mail)


async def test_without_token_or_scope_there_is_a_sign_in_page(slack, fetch, mail):
    """Status 200, as real Slack does it."""
    url = (await slack.people.upload("U0HANAKO", INTAKE, "mail.eml", mail))["files"][0]["url_private"]
    page = (200, SIGN_IN_PAGE.encode())

    assert await fetch(url, token=None) == page
    assert await fetch(url, token="xoxb-other") == page
    slack.workspace.scopes.discard("files:read")
    assert await fetch(url) == page


async def test_the_sign_in_page_may_be_a_redirect_away(slack, fetch, mail):
    """The other way Slack says it."""
    slack.downloads.redirect_sign_in = True
    url = (await slack.people.upload("U0HANAKO", INTAKE, "mail.eml", mail))["files"][0]["url_private"]

    assert (await fetch(url, token=None))[0] == 302


async def test_types_are_empty_until_the_scan_is_over(slack, client, mail):
    """files.info fills in later."""
    (file,) = (await slack.people.upload("U0HANAKO", INTAKE, "a.png", mail, scan="pending"))["files"]
    before = (await client.files_info(file=file["id"]))["file"]["mimetype"]
    slack.workspace.files[file["id"]].ready_at = 0

    assert (file["mimetype"], before) == ("", "")
    assert (await client.files_info(file=file["id"]))["file"]["mimetype"] == "image/png"


async def test_a_connected_channel_gives_only_an_id(slack, client, mail):
    """check_file_info means files.info."""
    (file,) = (await slack.people.upload("U0HANAKO", INTAKE, "a.eml", mail, scan="check_file_info"))["files"]

    assert file == {"id": file["id"], "mode": "file_access", "file_access": "check_file_info"}
    assert (await client.files_info(file=file["id"]))["file"]["name"] == "a.eml"


async def test_a_snippet_shows_only_its_beginning(slack, fetch):
    """The rest must be fetched."""
    (file,) = (await slack.people.snippet("U0HANAKO", INTAKE, "x" * 1000))["files"]

    assert (file["mode"], len(file["preview"])) == ("snippet", 400)
    assert (await fetch(file["url_private_download"]))[1] == b"x" * 1000


async def test_channel_mail_loses_its_route(slack, fetch, mail):
    """Slack's email object: four headers, an empty recipient, an HTML body."""
    posted = await slack.people.email_in(INTAKE, mail)
    (file,) = posted["files"]

    assert (posted["user"], posted["bot_id"], posted["text"]) == ("USLACKBOT", "B0EMAIL", "")
    assert (file["mode"], file["subject"]) == ("email", "容量")
    assert file["from"] == [
        {"address": "info@kagoya.example", "name": "カゴヤ", "original": "カゴヤ <info@kagoya.example>"}
    ]
    assert file["to"][0]["address"] == ""
    assert sorted(file["headers"]) == ["date", "in_reply_to", "message_id", "reply_to"]
    assert "Received" not in str(file)
    assert b"\xe5\xae\xb9\xe9\x87\x8f" in (await fetch(file["url_private_download"]))[1]


async def test_a_bot_hears_of_channel_mail_and_can_fetch_it(slack, app, connect, mail):
    """USLACKBOT's bot_id does not keep bolt from delivering it."""
    bodies = []

    @app.event("message")
    async def takes(event, client):
        headers = {"Authorization": f"Bearer {client.token}"}
        async with (
            aiohttp.ClientSession() as session,
            session.get(event["files"][0]["url_private_download"], headers=headers) as got,
        ):
            bodies.append(await got.text())

    await connect(app)
    await slack.people.email_in(INTAKE, mail)

    assert "容量が不足しています" in (await slack.workspace.until(lambda: bodies))[0]


async def test_a_shared_message_hides_in_an_attachment(slack, mail):
    """Text is empty; the file is nested."""
    original = await slack.people.upload("U0HANAKO", "#general", "mail.eml", mail)
    shared = await slack.people.share("U0HANAKO", "U0HANAKO", "#general", original["ts"])

    assert shared["text"] == ""
    assert shared["attachments"][0]["is_share"]
    assert shared["attachments"][0]["files"][0]["name"] == "mail.eml"
