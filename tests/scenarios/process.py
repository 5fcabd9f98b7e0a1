"""The bot as an administrator starts it: a process of its own, that can be killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.demo import DemoSlack

FUWAKE = Path(sys.executable).with_name("fuwake")


class BotProcess:
    """`fuwake run` against `slack`, with its data in `folder`. `more`: further environment."""

    command = (str(FUWAKE), "run")

    def __init__(self, slack: DemoSlack, folder: Path, **more: str) -> None:
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "FUWAKE_DATA_DIR": str(folder / "var"),
            "FUWAKE_INTAKE_CHANNELS": "C0INTAKE",
            "FUWAKE_SECURITY_CHANNEL": "C0SECURITY",
            "FUWAKE_OWN_DOMAINS": "example-shop.jp",
            "FUWAKE_DNS_SERVERS": "127.0.0.1:9",
            "FUWAKE_BLOCKLISTS": "zen.spamhaus.org",
            "FUWAKE_LOOKUP_DEADLINE": "0.5",
            **more,
        }
        self._slack = slack
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        """The process's number."""
        assert self._process
        return self._process.pid

    @property
    def runs(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Starts it and waits until it is connected."""
        before = len(self._slack.sockets.connections)
        await self._launch()
        async with asyncio.timeout(30):
            while len(self._slack.sockets.connections) <= before:
                assert self._process.returncode is None, (self._folder / "log").read_text()
                await asyncio.sleep(0.05)

    async def _launch(self) -> None:
        with (self._folder / "log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self.command, env=self._environment, cwd=self._folder, stdout=log, stderr=log
            )

    async def kill(self) -> None:
        """As a power cut would."""
        assert self._process
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def ended(self) -> int:
        """Waits until it ends by itself; gives the exit code."""
        assert self._process
        async with asyncio.timeout(40):
            return await self._process.wait()

    async def stop(self) -> int:
        """As systemd would; gives the exit code."""
        assert self._process
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            return await self._process.wait()
