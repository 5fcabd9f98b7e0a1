"""A crowd: many people at once in the demo workspace, each in a direct message or in one of a few channels."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import psutil

from bot.demo.office import GENERAL, INTAKE, SALES, SECURITY
from bot.demo.workspace import BOT_USER, Channel, User
from tests.scenarios.office import CASE_A

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.demo import DemoSlack
    from tests.scenarios.process import BotProcess

MORE = "C0MORE"  # a second intake channel


def letter(number: int) -> bytes:
    """A mail like no other: each has its own message id, so that none is taken for a copy of another one."""
    head, _, body = CASE_A.partition(b"\n\n")
    return head + b"\nX-Report: %d\n\n" % number + body + b"\nReport %d\n" % number


@dataclass
class Crowd:
    """`people` who report; `roots`: channel and timestamp of each report, in order, and `mails`: the numbers of their mails."""

    slack: DemoSlack
    people: list[str] = field(default_factory=list)
    roots: list[tuple[str, str]] = field(default_factory=list)
    mails: list[int] = field(default_factory=list)

    def gather(self, count: int, channels: Sequence[str] = ()) -> None:
        """So many people come into the office, and into further intake channels."""
        workspace = self.slack.workspace
        for number in range(count):
            person = User(f"U1{number:04}", f"person{number}", f"Person {number}", "ja-JP" if number % 2 else "en-US")
            workspace.users[person.id] = person
            workspace.dm(person.id)
            self.people.append(person.id)
        for name in channels:
            workspace.channels[name] = Channel(name, name.lower(), {BOT_USER})
        for channel in workspace.channels.values():
            if not channel.is_im and channel.id not in {SECURITY, SALES, GENERAL}:
                channel.members.update(self.people)

    async def report(self, number: int, channel: str | None = None, mail: int | None = None) -> None:
        """The person whose turn it is uploads a mail, the one of that number or one of its own: in `channel`, else to the bot alone."""
        person = self.people[number % len(self.people)]
        place = channel or self.slack.workspace.dm(person).id
        which = number if mail is None else mail
        root = await self.slack.people.upload(person, place, f"mail{number}.eml", letter(which))
        self.roots.append((place, root["ts"]))
        self.mails.append(which)

    def answers(self) -> list[int]:
        """How many answers each report has."""
        counts: Counter[tuple[str, str]] = Counter()
        for channel in {place for place, _ in self.roots}:
            for message in self.slack.workspace.channels[channel].messages:
                if message.get("user") == BOT_USER:
                    counts[channel, message.get("thread_ts", "")] += 1
        return [counts[root] for root in self.roots]

    async def answered(self, timeout: float) -> None:  # noqa: ASYNC109 -- a test's patience
        """Waits until every report has an answer."""
        end = asyncio.get_running_loop().time() + timeout
        while not all(self.answers()):
            left = self.answers().count(0)
            assert asyncio.get_running_loop().time() < end, f"{left} of {len(self.roots)} unanswered"
            await asyncio.sleep(0.2)

    def order(self, channel: str) -> list[str]:
        """The timestamps of the reports in one channel, in the order in which they were answered."""
        return [m["thread_ts"] for m in self.slack.workspace.channels[channel].messages if m.get("user") == BOT_USER]

    def slowest_ack(self) -> float:
        """Seconds of the slowest acknowledgement of a report; a delivery that needed a second try counts as 3."""
        taken = [
            one.latency if one.latency is not None and len(one.attempts) == 1 else 3.0
            for one in self.slack.courier.records
            if one.kind == "events_api" and one.event.get("files")
        ]
        return max(taken, default=0.0)

    def fastest(self, channel: str, window: float = 10.0) -> int:
        """The most posts of ours in one channel within so many seconds."""
        times = [float(m["ts"]) for m in self.slack.workspace.channels[channel].messages if m.get("user") == BOT_USER]
        return max((sum(1 for t in times if begin <= t < begin + window) for begin in times), default=0)


def intake(*more: str) -> str:
    """The setting FUWAKE_INTAKE_CHANNELS."""
    return ",".join((INTAKE, *more))


@dataclass(frozen=True)
class Figures:
    """What a flood cost: `memory` in bytes at most, the bot and its workers; times in seconds."""

    answers: list[int]
    slowest_ack: float
    memory: int
    reported: float
    answered: float


async def flood(slack: DemoSlack, bot: BotProcess, crowd: Crowd, *, reports: int, seconds: float) -> Figures:
    """So many reports in so many seconds: most to the bot alone, some in two channels. The bot runs already."""
    loop = asyncio.get_running_loop()
    began, memory = loop.time(), [0]
    watching = asyncio.create_task(_watch(bot, memory))
    for number in range(reports):
        await crowd.report(number, place_of(number))
        await asyncio.sleep(max(0.0, began + seconds * (number + 1) / reports - loop.time()))
    reported = loop.time() - began
    await slack.courier.settled(timeout=60)
    await crowd.answered(timeout=600)
    answered = loop.time() - began
    watching.cancel()
    return Figures(crowd.answers(), crowd.slowest_ack(), max(memory), reported, answered)


def place_of(number: int) -> str | None:
    """One report in 25 in each of two channels, the others to the bot alone."""
    return {0: INTAKE, 1: MORE}.get(number % 25)


async def _watch(bot: BotProcess, memory: list[int]) -> None:
    while True:
        memory.append(_resident(bot.pid))
        await asyncio.sleep(0.5)


def _resident(pid: int) -> int:
    """Bytes of a process and of its children."""
    found = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        whole = psutil.Process(pid)
        for process in (whole, *whole.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                found += process.memory_info().rss
    return found
