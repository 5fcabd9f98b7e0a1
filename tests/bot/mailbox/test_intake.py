"""From a report mail in the spool to submissions: each original once, whoever crashes where."""

from __future__ import annotations

import asyncio
import time

import pytest
from structlog.testing import capture_logs

from analyzers import OurSide
from bot import tables
from bot.mailbox.intake import MAIL, MAX_HELP, Intake
from bot.mailbox.loops import Own
from bot.mailbox.outgoing import is_own
from bot.mailbox.pace import Pace
from bot.mailbox.reporter import Reporter
from bot.mailbox.room import Room
from bot.mailbox.spool import Spool
from bot.slack.listeners import ANSWER
from bot.submission import Submission
from tests.analyzers.mails import eml
from tests.bot.mailbox.databases import BOTH
from tests.bot.mailbox.reports import EVIL, attached, letter, report
from tests.bot.mailbox.test_loops import AUTOMATIC, NEVER, _with_original

HANAKO = Reporter("hanako@example.jp", "Hanako", authenticated=True, why="signed")
TARO = Reporter("taro@example.jp", "Taro", authenticated=True, why="signed")
PLAYED = Reporter("hanako@example.jp", "Hanako", authenticated=False, why="unproven")
STRANGER = Reporter("x@stranger.example", "X", authenticated=False, why="foreign")
NOBODY = Reporter(None, "", authenticated=False, why="no-address")
TWO = letter(attached(), attached(EVIL.replace(b"<1@", b"<2@")), subject="3|two", text="please look")


class World:
    """A spool, whoever reports, and the jobs that were promised. `falls` is the step at which the process dies, once."""

    def __init__(self, engine, reporter=HANAKO, **paces):
        tables.migrate(engine)
        self.spool = Spool(engine)
        self.reporter = reporter
        self.jobs: dict[str, dict] = {}
        self.asked: list[str] = []
        self.falls: str | None = None
        own = Own(addresses=frozenset({"phish@example.jp", "fuwake@example.jp"}), wrote=is_own)
        ask = {"reporter_of": self.reporter_of, "user_of": self.user_of, "side": self.side}
        self.intake = Intake(_Falling(self), self.put, **ask, own=own, **paces)

    async def reporter_of(self, raw, *, door):
        self.step("reporter")
        return self.reporter

    async def user_of(self, address):
        self.step("user")
        self.asked.append(address)
        return {"hanako@example.jp": "U1"}.get(address)

    async def side(self):
        return OurSide(domains=("example.jp",))

    async def put(self, task, payload, key):
        self.step(f"put {payload['key']}")
        assert (task, key) == (ANSWER, f"{ANSWER}:{payload['key']}")
        self.jobs.setdefault(key, payload)
        self.step(f"after {payload['key']}")

    def step(self, name):
        if self.falls == name:
            self.falls = None
            raise ConnectionError(name)

    async def takes(self, raw, *, mail="m1", door="lmtp"):
        """A mail comes in, and its job runs; what was promised."""
        await self.spool.take(mail, raw, door=door)
        await self.intake.take({"spool": mail})
        return [Submission.from_json(row) for row in self.jobs.values()]


class _Falling:
    """The spool, which may be away."""

    def __init__(self, world):
        self.world = world

    async def get(self, mail):
        return await self.world.spool.get(mail)

    async def take(self, mail, raw, **more):
        self.world.step(f"take {mail}")
        return await self.world.spool.take(mail, raw, **more)

    async def finish(self, mail, state, why=None, *, keep=False):
        self.world.step("finish")
        await self.world.spool.finish(mail, state, why, keep=keep)


@pytest.fixture
def world(engine):
    return World(engine)


@BOTH
async def test_two_originals_are_two_submissions(world):
    """Each with its own row in the spool, the reporter's note, and what an answer by mail needs."""
    before = time.time()
    one, two = await world.takes(TWO)
    kept = await world.spool.get("m1")
    parts = [await world.spool.get(name) for name in ("m1.1", "m1.2")]
    letter_ = {
        "to": "hanako@example.jp",
        "message_id": "<1@example.com>",
        "references": "<1@example.com>",
        "subject": "two",
    }

    assert one == Submission(
        key="mail:m1:1",
        channel="",
        thread_ts="",
        user="U1",
        text="",
        file=None,
        direct=True,
        door="mail",
        private=True,
        note="Phishing\nplease look",
        original="m1.1",
        letter=letter_,
    )
    assert (two.key, two.original, two.letter) == ("mail:m1:2", "m1.2", letter_)
    assert before - 1 < one.taken < before + 60
    assert [(part.parent, part.door, part.state) for part in parts] == [("m1", "part", "taken")] * 2
    assert [part.raw for part in parts] == [EVIL.removesuffix(b"\n"), EVIL.replace(b"<1@", b"<2@").removesuffix(b"\n")]
    assert (kept.state, kept.why, kept.raw) == ("done", None, None)


@pytest.mark.parametrize(
    "step",
    [
        "reporter",
        "user",
        "take m1.1",
        "put mail:m1:1",
        "after mail:m1:1",
        "take m1.2",
        "put mail:m1:2",
        "after mail:m1:2",
        "finish",
    ],
)
async def test_a_crash_anywhere(world, step):
    """Ends in the same rows and jobs."""
    world.falls = step
    with pytest.raises(ConnectionError):
        await world.takes(TWO)
    assert (await world.spool.get("m1")).state == "taken"
    found = await world.takes(TWO)
    again = await world.takes(TWO)

    assert [submission.original for submission in found] == ["m1.1", "m1.2"]
    assert again == found
    assert (await world.spool.state("m1"), await world.spool.state("m1.3")) == (("done", None), None)


@BOTH
async def test_a_repetition_after_the_answer(world):
    """A part that was answered and dropped meanwhile stays so."""
    world.falls = "finish"
    with pytest.raises(ConnectionError):
        await world.takes(TWO)
    await world.spool.finish("m1.1", "done")
    await world.takes(TWO)

    assert ((await world.spool.get("m1.1")).raw, len(world.jobs)) == (None, 2)


async def test_who_is_not_in_slack(engine):
    """Is answered by mail."""
    world = World(engine, TARO)
    (found, _) = await world.takes(TWO)

    assert (found.user, found.silent, found.letter["to"]) == ("mail:taro@example.jp", False, "taro@example.jp")


@pytest.mark.parametrize(
    ("reporter", "user"),
    [(PLAYED, "mail:hanako@example.jp"), (STRANGER, "mail:x@stranger.example"), (NOBODY, "mail:")],
)
async def test_nobody_is_answered_for_another(engine, reporter, user):
    """A report that is not proven is judged, and its alleged reporter hears nothing and is not looked up."""
    world = World(engine, reporter)
    found = await world.takes(TWO)

    assert [(each.silent, each.letter, each.user) for each in found] == [(True, None, user)] * 2
    assert (world.asked, await world.spool.state("m1")) == ([], ("done", f"reporter-{reporter.why}"))


@pytest.mark.parametrize("name", AUTOMATIC)
async def test_nothing_automatic_is_answered(engine, name):
    """Not even from a reporter who is proven."""
    world = World(engine)
    raw, why = AUTOMATIC[name]

    assert await world.takes(raw) == []
    assert await world.spool.state("m1") == ("done", why)


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, (raw, why) in AUTOMATIC.items()
        if b"multipart" not in raw and why not in {*NEVER, "reply-to-ours", "calendar"}
    ],
)
async def test_an_automatic_button_is_judged_in_silence(engine, name):
    """The security team sees it."""
    world = World(engine)
    raw, why = AUTOMATIC[name]
    (found,) = await world.takes(_with_original(raw))

    assert (found.silent, found.letter, found.original) == (True, None, "m1.1")
    assert await world.spool.state("m1") == ("done", why)


async def test_a_redirected_mail(engine):
    """Is shown to the security team, with whoever seems to have sent it on."""
    world = World(engine, Reporter("b@evil.example", "Bank", authenticated=False, why="foreign"))
    raw = report("apple-redirect")
    (found,) = await world.takes(raw)

    assert (found.user, found.silent) == ("mail:hanako@example.jp", True)
    assert (await world.spool.get("m1.1")).raw == raw


async def test_a_redirected_mail_of_a_colleague(engine):
    """Proves its author, who has not reported it, and not the one who has: neither is answered."""
    world = World(engine, TARO)
    raw = report("apple-redirect").replace(b"List-Unsubscribe: <https://evil.example/off>\n", b"")
    (found,) = await world.takes(raw)

    assert (found.user, found.silent, world.asked) == ("mail:hanako@example.jp", True, [])
    assert await world.spool.state("m1") == ("done", "redirected")


async def test_nothing_to_judge(world):
    """A colleague's question is answered with what to send, once."""
    raw = eml(sender="Hanako <hanako@example.jp>", subject="Question", text="Where do I send it?")
    (found,) = await world.takes(raw)

    assert (found.key, found.original, found.direct, found.silent) == ("mail:m1:0", None, True, False)
    assert (found.user, found.letter["subject"], found.note) == ("U1", "Question", "Where do I send it?")
    assert (await world.spool.get("m1.1"), await world.spool.state("m1")) == (None, ("done", "nothing"))


@pytest.mark.parametrize("reporter", [PLAYED, STRANGER, NOBODY])
async def test_nothing_from_nobody(engine, reporter):
    """Spam to the mailbox is nothing at all."""
    world = World(engine, reporter)

    assert await world.takes(eml(text="buy")) == []
    assert await world.spool.state("m1") == ("done", "nothing")


@pytest.mark.parametrize("raw", [b"", b"\r\n", b"\xff\x00", b"Return-Path: <a@b.example>\n\nx", b"no header\n"])
async def test_unreadable(world, raw):
    """What is no mail is kept among the failed ones."""
    assert await world.takes(raw) == []
    kept = await world.spool.get("m1")

    assert (kept.state, kept.why, kept.raw) == ("failed", "unreadable", raw)


async def test_given_up(world):
    """When all tries have failed, the mail is kept, and its row says so; what was done already stays done."""
    await world.spool.take("m1", TWO, door="imap")
    await world.intake.given_up({"spool": "m1"})
    kept = await world.spool.get("m1")
    await world.takes(TWO, mail="m2")
    await world.intake.given_up({"spool": "m2"})

    assert (kept.state, kept.why, kept.raw) == ("failed", "given-up", TWO)
    assert (await world.spool.state("m2"), len(world.jobs)) == (("done", None), 2)


async def test_unknown_and_dropped(world):
    """A job whose row was forgotten does nothing; one whose mail was dropped has failed."""
    await world.intake.take({"spool": "m9"})
    await world.spool.take("m1", TWO, door="imap")
    await world.spool.finish("m1", "taken")  # a row that somebody has emptied
    await world.intake.take({"spool": "m1"})

    assert (world.jobs, await world.spool.state("m1")) == ({}, ("failed", "gone"))


async def test_what_is_left_out_is_told_once(world):
    """With the last one that is looked at."""
    found = await world.takes(letter(*(attached(EVIL.replace(b"<1@", b"<%d@" % n)) for n in range(12))))

    assert [each.left for each in found] == [0] * 9 + [2]


async def test_more_than_thirty_in_an_hour(engine):
    """Are judged, not answered; it is logged once, and after an hour it goes on."""
    now = [0.0]
    world = World(engine, pace=Pace(clock=lambda: now[0]))
    with capture_logs() as logs:
        for n in range(33):
            await world.takes(letter(attached()), mail=f"m{n}")
        await world.takes(letter(attached()), mail="m1")
    now[0] = 3600.0
    found = await world.takes(letter(attached()), mail="later")

    assert [each.silent for each in found] == [False] * 30 + [True] * 3 + [False]
    assert [log["event"] for log in logs].count("sender_silenced") == 1
    assert await world.spool.state("m32") == ("done", "too-many")


async def test_a_flood_of_strangers_does_not_bury_the_team(engine):
    """Beyond a number in an hour they are kept for whoever looks, and become no case."""
    world = World(engine, STRANGER, strangers=Pace(most=2, clock=lambda: 0.0))
    for n in range(4):
        found = await world.takes(letter(attached()), mail=f"m{n}")

    assert [each.original for each in found] == ["m0.1", "m1.1"]
    assert await world.spool.state("m3") == ("failed", "flood")
    kept = await world.spool.get("m3")
    assert kept is not None
    assert kept.raw == letter(attached())


async def test_a_flood_of_strangers_does_not_crowd_out_colleagues(engine):
    """Whose servers prove nothing may still be one of us."""
    world = World(engine, STRANGER, strangers=Pace(most=1, clock=lambda: 0.0))
    for n in range(3):
        await world.takes(letter(attached()), mail=f"m{n}")
    world.reporter = PLAYED
    found = await world.takes(letter(attached()), mail="m3")

    assert [each.original for each in found] == ["m0.1", "m3.1"]


async def test_large_reports_wait_for_room(engine):
    """However many come at once, so many bytes of them are in memory, and one more in hand; all are opened in the end."""
    size, asked, most = len(letter(attached())), 0, 0

    class Slow(World):
        async def reporter_of(self, raw, *, door):
            nonlocal asked, most
            asked += 1
            most = max(most, asked)
            await asyncio.sleep(0.01)
            asked -= 1
            return self.reporter

    world = Slow(engine, room=Room(most=2 * size))
    for n in range(6):
        await world.spool.take(f"m{n}", letter(attached()), door="lmtp")
    await asyncio.gather(*(world.intake.take({"spool": f"m{n}"}) for n in range(6)))

    assert (len(world.jobs), most) == (6, 2)


async def test_a_report_larger_than_the_room(engine):
    """It is opened when no other is."""
    assert len(await World(engine, room=Room(most=1)).takes(letter(attached()))) == 1


async def test_who_sends_nothing_again_and_again(world):
    """What to send is said some times a day: an answering machine that bears no mark of one would ask for ever."""
    for n in range(MAX_HELP + 2):
        found = await world.takes(letter(text="I am away"), mail=f"m{n}")
    assert len(found) == MAX_HELP
    assert await world.spool.state(f"m{n}") == ("done", "nothing")

    world.reporter = TARO
    assert len(await world.takes(letter(text="what is this"), mail="m99")) == MAX_HELP + 1


def test_pace_counts_senders_apart_and_reports_once():
    """One who sends much silences nobody else, and a job that runs again is no second report."""
    pace = Pace(most=2, clock=lambda: 0.0)

    assert [pace.allows("a", each) for each in ("1", "1", "2", "3", "2", "4")] == [True, True, True, False, True, False]
    assert pace.allows("b", "5")


@pytest.mark.parametrize("place", ["Message-ID: <x@y>\r\n", "Subject: a\r\n b\r\n", "References: "])
async def test_the_letter_holds_no_line_ends(world, place):
    """Nothing that stands in a report can add a field to the answer."""
    evil = "=?utf-8?q?a=0D=0ABcc:_x@y.example=00=E2=80=AE?="
    raw = letter(
        attached(), subject=evil, more=f"{place}".strip() + "\nReferences: <a@b>\r\n\t<c@d\x00> <e@f>" + "<g@h>" * 900
    )
    (found,) = await world.takes(raw)

    assert found.letter["subject"] == "a Bcc: x@y.example"
    assert all(value.isprintable() and len(value) <= 998 for value in found.letter.values())
    assert found.letter["references"].endswith("<g@h> <1@example.com>")


async def test_nothing_of_a_mail_is_logged(world):
    """Neither words nor addresses."""
    with capture_logs() as logs:
        await world.takes(TWO)
        await world.takes(eml(sender="Taro <taro@example.jp>", text="secret"), mail="m2")
        await world.takes(AUTOMATIC["our answer"][0], mail="m3")

    assert [log["event"] for log in logs] == ["report_taken", "report_taken", "report_ended", "report_ended"]
    assert not any(word in str(logs) for word in ("@", "secret", "please look", "Pay"))


async def test_the_name_of_the_job():
    """The ways in promise it by this name."""
    assert MAIL == "mail"
