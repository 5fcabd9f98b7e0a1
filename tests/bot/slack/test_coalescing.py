"""A text in several posts is one submission, in whatever order the posts come."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot import tables
from bot.database import make_engine
from bot.pieces import Pieces
from bot.slack.coalescing import LINE, LONG, Coalescing
from bot.submission import Submission

NOW = int(time.time())
GAP = 0.2


def post(at, text, *, user="U1", door="post", direct=False, thread=None, file=None):
    ts = f"{NOW + at:.6f}"
    return Submission(f"slack:C1:{ts}", "C1", thread or ts, user, text, file, direct, door=door)


def long(letter):
    return "".join(f"{letter * 79}\n" for _ in range(LONG // 80 + 1))


class Answers(list):
    """What was answered: when the first post was written, and the text."""

    async def take(self, row):
        self.append((round(float(row["key"].split(":")[2]) - NOW, 3), row["text"]))


@pytest.fixture
def pieces(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}/pieces.sqlite")
    tables.migrate(engine)
    yield Pieces(engine)
    engine.dispose()


async def answered(pieces, posts, *, later=()):
    """What is answered when these posts' jobs run side by side, and then each of `later` alone."""
    answers = Answers()
    coalescing = Coalescing(pieces, answers.take, gap=GAP)
    # On disk before the first job looks, as on a machine with nothing else to do.
    for one in posts:
        if one.file is None:
            ts = one.key.split(":")[2]
            thread = "" if one.thread_ts == ts else one.thread_ts
            await pieces.add(f"{one.channel}:{one.user}:{thread}", ts, one.as_json())
    await asyncio.gather(*(coalescing.answer(one.as_json()) for one in posts))
    for one in later:
        await coalescing.answer(one.as_json())
    return answers


async def test_pieces_are_put_together(pieces):
    """Under the name of the first, in the order in which they were written."""
    posts = [post(0, long("a")), post(0.1, long("b")), post(0.2, "end")]

    assert await answered(pieces, posts) == [(0, long("a") + long("b") + "end")]
    assert await answered(pieces, posts[::-1]) == [(0, long("a") + long("b") + "end")]


async def test_late_piece_changes_the_answer(pieces):
    """Slack delivered it again much later: the whole text is answered again, under the same name."""
    first, last = post(0, long("a")), post(0.1, "end")

    assert await answered(pieces, [first], later=[last]) == [(0, long("a")), (0, long("a") + "end")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (post(0, "short"), post(0.1, "short")),
        (post(0, long("a")), post(1, "end")),
        (post(0, long("a")), post(0.1, "end", user="U2")),
        (post(0, long("a")), post(0.1, "end", thread=f"{NOW - 50:.6f}")),
        (post(0, "short"), post(0.1, long("b"))),
        (post(0, long("a")), post(0.1, "", file={"id": "F1"})),
    ],
    ids=["both-short", "later", "another-person", "another-thread", "short-first", "file"],
)
async def test_others_stay_apart(pieces, first, second):
    """Only what comes right after a long text, from the same person in the same place, goes on with it."""
    found = await answered(pieces, [first, second])

    assert sorted(found) == [(0, first.text), (round(float(second.key.split(":")[2]) - NOW, 3), second.text)]


async def test_cut_within_a_line(pieces):
    """A line longer than a mail's can be was cut in the middle; other pieces begin a line."""
    whole = "x" * (LONG + LINE)

    assert await answered(pieces, [post(0, whole), post(0.1, "yz")]) == [(0, whole + "yz")]
    assert await answered(pieces, [post(10, long("a").rstrip()), post(10.1, "end")]) == [(10, long("a") + "end")]


async def test_what_follows_a_mention_is_for_us_only_with_it(pieces):
    """Alone, the end of a text in a channel that nobody watches is left alone."""
    end = post(0.1, "https://a.example", door="mention")

    assert await answered(pieces, [end]) == []
    assert await answered(pieces, [post(0, long("a"), door="mention", direct=True), end]) == [
        (0, long("a") + "https://a.example")
    ]


async def test_long_text_is_remembered_for_what_follows_it(pieces):
    """The post after it is recognised though nothing names us; another person's is not."""
    coalescing = Coalescing(pieces, Answers().take, gap=GAP)
    promised = []

    async def put():
        promised.append(1)

    await coalescing.take(post(0, long("a"), door="mention", direct=True), put)
    event = {"channel": "C1", "user": "U1", "ts": f"{NOW + 0.1:.6f}"}

    assert promised == [1]
    assert await coalescing.continues(event)
    assert not await coalescing.continues({**event, "user": "U2"})
    assert not await coalescing.continues({**event, "ts": f"{NOW + 1:.6f}"})
    assert not await coalescing.continues({**event, "thread_ts": f"{NOW - 5:.6f}"})


async def test_pieces_come_to_two_processes(cluster):
    """The short end is taken by another process, before the first one has written down the long beginning."""
    engine = make_engine(cluster.database())
    tables.migrate(engine)
    told = Answers()
    here, there = (Coalescing(Pieces(engine), told.take, gap=1.0) for _ in range(2))
    now = time.time() - NOW
    head, tail = post(now, long("a"), door="mention", direct=True), post(now + 0.1, "end", door="mention")
    event = {"channel": "C1", "user": "U1", "ts": tail.key.split(":")[2]}

    async def put():
        await asyncio.sleep(0.1)

    _, follows = await asyncio.gather(here.take(head, put), there.continues(event))
    alone = await there.continues({**event, "user": "U2"})
    await asyncio.gather(here.answer(head.as_json()), there.answer(tail.as_json()))
    engine.dispose()

    assert (follows, alone) == (True, False)
    assert [text for _, text in told] == [long("a") + "end"]


async def test_short_text_waits_until_the_long_one_before_it_is_kept(pieces):
    """Both come at the same moment: the second promise is made after the first piece is on disk."""
    coalescing = Coalescing(pieces, Answers().take, gap=GAP)
    order = []

    async def put(name):
        order.append(name)
        await asyncio.sleep(0.05)

    head, tail = post(0, long("a")), post(0.1, "end")
    await asyncio.gather(coalescing.take(head, lambda: put("head")), coalescing.take(tail, lambda: put("tail")))
    kept = await pieces.around("C1:U1:", head.key.split(":")[2])

    assert order == ["head", "tail"]
    assert len(kept) == 1


async def test_pieces_are_forgotten_after_a_day(pieces):
    """What people wrote is not kept longer than it is needed."""
    old = post(-90_000, long("a"))
    await pieces.add("C1:U1:", old.key.split(":")[2], old.as_json())

    assert await pieces.around("C1:U1:", old.key.split(":")[2]) == []
    assert await answered(pieces, [old]) == [(-90_000, long("a"))]
