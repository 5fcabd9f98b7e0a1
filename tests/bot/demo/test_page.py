"""A browser drives the page, a real bolt app answers."""

from __future__ import annotations

import pytest
from playwright.async_api import async_playwright, expect

INTAKE = "C0INTAKE"


def plain(text):
    return {"type": "plain_text", "text": text}


def rich(text):
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}],
    }


ASK = {
    "type": "input",
    "block_id": "n",
    "label": plain("Note"),
    "element": {"type": "plain_text_input", "action_id": "note", "multiline": True},
}
WHERE = {
    "type": "input",
    "block_id": "c",
    "label": plain("Where"),
    "element": {"type": "multi_channels_select", "action_id": "where"},
}
VIEW = {"type": "modal", "callback_id": "warn", "title": plain("Warn"), "submit": plain("Go"), "blocks": [ASK, WHERE]}


@pytest.fixture
def echo(app):
    @app.event("message")
    async def answers(event, client):
        if event.get("subtype") in (None, "file_share") and not event.get("thread_ts"):
            what = event["files"][0]["title"] if event.get("files") else event["text"]
            button = {"type": "button", "action_id": "warn", "text": plain("Warn others")}
            blocks = [{"type": "header", "text": plain("Echo")}, rich(what), {"type": "actions", "elements": [button]}]
            await client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="Echo", blocks=blocks)

    @app.action("warn")
    async def opens(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=VIEW)

    @app.view("warn")
    async def takes(ack, body, view, client):
        note = view["state"]["values"]["n"]["note"]["value"]
        if note == "bad":
            await ack(response_action="errors", errors={"n": "not like this"})
            return
        await ack()
        where = view["state"]["values"]["c"]["where"]["selected_channels"][0]
        await client.chat_postEphemeral(channel=where, user=body["user"]["id"], text=note)

    return app


@pytest.fixture
async def page(slack):
    async with async_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        page = await browser.new_page(viewport={"width": 390, "height": 844})
        faults = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        await page.goto(slack.page_url)
        yield page
        await browser.close()
        assert faults == []


@pytest.mark.browser
async def test_the_page_from_the_first_word_to_the_modal(slack, echo, connect, page):
    """Write, read the answer, press, fill in wrongly, then rightly, on a narrow screen."""
    await connect(echo)
    await expect(page.get_by_test_id("status")).to_contain_text("Bot connected")
    await page.fill("#composer", "<img src=x onerror=alert(1)> https://evil.example/")
    await page.press("#composer", "Enter")
    await expect(page.locator("#thread h3")).to_have_text("Echo")
    await expect(page.locator("#thread .message").first).to_contain_text(
        "<img src=x onerror=alert(1)> https://evil.example/"
    )

    await page.click("#thread [data-action-id=warn]")
    await page.fill("#modal [data-action-id=note]", "bad")
    await page.click("#modal-submit")
    await expect(page.locator("[data-error-for=c]")).to_contain_text("Please complete this field")
    await page.check("#modal input[value=C0INTAKE]")
    await page.click("#modal-submit")
    await expect(page.locator("[data-error-for=n]")).to_have_text("not like this")
    await page.fill("#modal [data-action-id=note]", "take care")
    await page.click("#modal-submit")
    await expect(page.locator("#modal")).not_to_be_visible()

    await page.click("#thread-close")
    await expect(page.locator(".ephemeral")).to_contain_text("take care")
    await page.click("[data-user=U0JOHN]")
    await expect(page.locator("[data-user=U0JOHN]")).to_have_attribute("aria-pressed", "true")
    await expect(page.locator(".ephemeral")).to_have_count(0)
    assert await page.locator("a[href^=http]").count() == 0
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.browser
async def test_sample_mails_are_sent_as_a_file_or_as_channel_mail(slack, echo, connect, page, mail):
    """One press each."""
    await connect(echo)
    await page.click("[data-sample=kagoya]")
    await expect(page.locator("#thread h3")).to_have_text("Echo")
    await page.click("#thread-close")
    await page.check("#as-email")
    await page.click("[data-sample=kagoya]")
    await expect(page.locator("#thread h3")).to_have_text("Echo")
    await page.click("#thread-close")
    await page.set_input_files("#file", {"name": "other.eml", "mimeType": "message/rfc822", "buffer": mail})
    await expect(page.locator("#thread h3")).to_have_text("Echo")

    posted = [m for m in slack.workspace.channels[INTAKE].messages if m.get("files")]
    assert [(m["user"], m["files"][0]["mode"]) for m in posted] == [
        ("U0HANAKO", "hosted"),
        ("USLACKBOT", "email"),
        ("USLACKBOT", "email"),
    ]
