"""A browser on the demo's page, and what a person in front of it does and reads."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import async_playwright, expect

from analyzers.lookups.offline import offline_lookups
from bot.demo.run import demo

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Locator, Page

    from analyzers.lookups import Lookups
    from bot.config import Config
    from bot.demo import DemoSlack

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
PATIENCE = 15_000
"""Milliseconds until something has to be seen."""
THREAD, CHANNEL = "#thread-messages", "#messages"
ASKING = re.compile("外部への問い合わせを続けています|We are still looking things up")


@dataclass(frozen=True)
class Screen:
    """The page of the workspace `slack`; screenshots go to `folder`."""

    slack: DemoSlack
    page: Page
    folder: Path

    async def become(self, user: str, channel: str) -> None:
        """Sit down as somebody, in a channel."""
        await self.page.click(f"[data-user={user}]")
        await expect(self.page.locator(f"[data-user={user}]")).to_have_attribute("aria-pressed", "true")
        await self.page.click(f"[data-channel={channel}]")

    async def upload(self, mail: Path) -> None:
        """Choose a file; its thread opens."""
        await self.page.set_input_files("#file", str(mail))

    async def press(self, action: str, within: str = "body") -> None:
        """Press the last button of that name."""
        await self.page.locator(f"{within} [data-action-id={action}]").last.click()

    async def open_thread(self) -> None:
        """Open the thread of the last message of the channel."""
        await self.page.locator(f"{CHANNEL} [data-open-thread]").last.click()

    def said(self, within: str, first: str) -> Locator:
        """The bot's last message that has `first` in it."""
        return self.page.locator(f"{within} .message[data-from=U0FUWAKE]").filter(has_text=first).last

    async def lines(self, within: str, first: str) -> list[str]:
        """What the last message says that has `first` in it, line by line, once it is there and nothing is asked any more."""
        message = self.said(within, first)
        await expect(message).to_be_visible(timeout=PATIENCE)
        await expect(message).not_to_contain_text(ASKING, timeout=PATIENCE)
        return await seen(message.locator(".blocks, .body").first)

    async def modal(self, title: str) -> list[str]:
        """The window with this title, line by line, once it is open."""
        await expect(self.page.locator("#modal-title")).to_have_text(title)
        return await seen(self.page.locator("#modal-body"))

    async def shoot(self, name: str) -> None:
        """Leave a picture of the page, also in the folder that FUWAKE_SCREENSHOTS names."""
        wanted = os.environ.get("FUWAKE_SCREENSHOTS")
        for folder in filter(None, (self.folder, wanted)):
            await self.page.screenshot(path=f"{folder}/{name}.png")


async def seen(place: Locator) -> list[str]:
    """The visible text, line by line, without empty lines; case numbers are `<no>`, moments `<when>`."""
    text = re.sub(r"\d{4}-\d{4}-\d+", "<no>", await place.inner_text())
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "<when>", text)
    return [line.strip() for line in text.splitlines() if line.strip()]


@contextlib.asynccontextmanager
async def screen(folder: Path) -> AsyncIterator[Screen]:
    """The demo as `fuwake demo` has it, but with nobody to ask; an error in the browser's console fails the test."""
    faults: list[str] = []
    async with demo(0, _nobody) as slack, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = await browser.new_page(viewport={"width": 1280, "height": 1000}, reduced_motion="reduce")
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        await page.goto(slack.page_url)
        await expect(page.get_by_test_id("status")).to_contain_text("Bot connected")
        yield Screen(slack, page, folder)
        await browser.close()
    assert faults == []


@contextlib.asynccontextmanager
async def _nobody(_config: Config) -> AsyncIterator[Lookups]:
    yield offline_lookups(())
