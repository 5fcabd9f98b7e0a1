"""The demo page in headless Chromium, against `fuwake demo` as anybody would start it."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import async_playwright, expect

from tests.scenarios.browser import FLAGS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Page


@pytest.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    """The page's address, as the command prints it."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "FUWAKE_DNS_SERVERS": "127.0.0.1:9",
        "FUWAKE_BLOCKLISTS": "zen.spamhaus.org",
    }
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("fuwake")),
        "demo",
        "--port",
        "0",
        env=environment,
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout
    async with asyncio.timeout(30):
        line = (await process.stdout.readline()).decode()
    yield line.removeprefix("Fuwake demo: ").strip()
    process.terminate()
    assert await process.wait() == 0


@pytest.fixture
async def page(url: str) -> AsyncIterator[Page]:
    """A browser on the page; an error in its console fails the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        opened = await browser.new_page(viewport={"width": 1280, "height": 1000})
        faults: list[str] = []
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        await opened.goto(url)
        await expect(opened.get_by_test_id("status")).to_contain_text("Bot connected")
        yield opened
        await browser.close()
        assert faults == []


@pytest.mark.browser
async def test_sample_mail_fills_the_thread_and_changes(page: Page) -> None:
    """A click on a sample posts it; the thread shows one reply, which changes when the answers are in."""
    await page.click("[data-sample=mailbox-expired]")
    thread = page.locator("#thread")
    await expect(thread).to_contain_text("危険｜クリックしないでください", timeout=15_000)
    await expect(thread).to_contain_text("68.178.245.10", timeout=15_000)
    await expect(thread).to_contain_text("Danger: do not click")
    await expect(thread).not_to_contain_text("外部への問い合わせを続けています")

    assert await thread.locator(".message").count() == 2
    assert await thread.locator("a[href*='quercus']").count() == 0


@pytest.mark.browser
async def test_pasted_link_is_answered(page: Page) -> None:
    """Text in the composer goes the way of any message."""
    await page.fill("#composer", "https://smbc-card.com.evil.duckdns.org/login")
    await page.click("#send")

    await expect(page.locator("#thread")).to_contain_text("evil.duckdns[.]org を登録した人か、借りた人", timeout=15_000)


@pytest.mark.browser
async def test_dropped_mail_is_answered(page: Page, tmp_path: Path) -> None:
    """A chosen .eml is uploaded and judged."""
    mail = tmp_path / "suspicious.eml"
    mail.write_bytes((Path(__file__).parents[2] / "bot/demo/mails/parcel-en.eml").read_bytes())
    await page.set_input_files("#file", str(mail))
    await page.click("#send")

    await expect(page.locator("#thread")).to_contain_text("It claims to be DHL", timeout=15_000)


@pytest.mark.browser
async def test_warning_goes_to_two_channels_and_is_taken_back(page: Page) -> None:
    """The security person turns the case into a warning, sees it in both channels, and takes it back."""
    await page.click("[data-sample=hosting-setup]")
    await expect(page.locator("#thread")).to_contain_text("192.0.2.80", timeout=15_000)
    await page.click("[data-user=U0TAKERU]")
    await page.click("[data-channel=C0SECURITY]")
    await page.click("[data-action-id=warn_open]")
    await expect(page.locator("#modal")).to_contain_text("注意喚起")
    await expect(page.locator("#modal textarea").first).to_have_value(
        re.compile("「カゴヤ・ジャパン」を名乗るメールです。")
    )
    await page.click("#modal-submit")
    await page.click("#modal-close")
    for channel in ("C0GENERAL", "C0SALES"):
        await page.click(f"[data-channel={channel}]")
        await expect(page.locator("#messages")).to_contain_text(
            "【注意喚起】不審なメールが届いています", timeout=15_000
        )
        assert await page.locator("#messages .message").count() == 1

    await page.click("[data-channel=C0SECURITY]")
    await page.click("[data-action-id=retract_open]")
    await page.fill("#modal textarea", "訓練でした")
    await page.click("#modal-submit")
    await page.click("#modal-close")
    await page.click("[data-channel=C0GENERAL]")
    await expect(page.locator("#messages")).to_contain_text(
        "【取り消し】この注意喚起は取り消されました", timeout=15_000
    )
    await expect(page.locator("#messages")).to_contain_text("理由：訓練でした")
