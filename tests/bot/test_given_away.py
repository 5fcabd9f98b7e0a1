"""What was given away: told, told again, taken on, closed; alone and in a race."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.given_away import Given, GivenAway, Told, masked
from bot.store import Store, UnknownCaseError

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER, LAST = AT + timedelta(minutes=5), AT + timedelta(minutes=9)
TYPED = Told(("password",), "now", "Netflix / hanako", "C1", "1.2")


@pytest.fixture
def given(engine: sa.Engine) -> GivenAway:
    return GivenAway(engine)


@pytest.fixture
async def case(store: Store) -> str:
    return (await store.open_case("k", channel="C1", thread_ts="1.2", user="U1", submission={})).id


async def trail(store: Store, case: str) -> list[tuple[str, str, dict[str, object]]]:
    return [(entry.who, entry.what, entry.detail) for entry in await store.audit_of(case)]


async def test_it_is_written_down_once(store: Store, given: GivenAway, case: str):
    """A repeated job finds the row of the first run, and the audit log has one entry."""
    first = await given.note(case, "U1", TYPED, at=AT)
    again = await given.note(case, "U1", TYPED, at=AT)

    assert first == again == Given(case, "U1", TYPED, AT, AT)
    assert first.waits
    assert await trail(store, case) == [("U1", "gave-told", {"what": ["password"]})]


async def test_telling_it_again_changes_the_row(store: Store, given: GivenAway, case: str):
    """The moment of the first word stays, and what is new in the second is known."""
    await given.note(case, "U1", TYPED, at=AT)
    now = await given.note(case, "U1", Told(("password", "card"), "today"), at=LATER)

    assert (now.at, now.said) == (AT, LATER)
    assert (now.told.what, now.told.before, now.told.added) == (("password", "card"), ("password",), ("card",))
    assert now.told.account == ""
    assert await given.of_case(case) == [now]
    assert (await trail(store, case))[1:] == [
        ("U1", "gave-changed", {"what": ["password", "card"], "before": ["password"]})
    ]


async def test_an_older_word_changes_nothing(given: GivenAway, case: str):
    """Jobs may run in another order than they were promised, and again."""
    await given.note(case, "U1", TYPED, at=LATER)
    now = await given.note(case, "U1", Told(("clicked",)), at=AT)

    assert now.told == TYPED


async def test_the_form_does_not_take_the_place_of_a_later_word(given: GivenAway, case: str):
    """What came with the report counts only while nothing else was told."""
    await given.note(case, "U1", TYPED, at=AT)
    now = await given.note(case, "U1", Told(("clicked",)), at=LATER, once=True)

    assert (now.told, now.said) == (TYPED, AT)


async def test_everybody_has_a_row_of_his_own(given: GivenAway, case: str):
    """Two people under one answer are two who need help."""
    await given.note(case, "U1", TYPED, at=AT)
    await given.note(case, "U2", Told(("clicked",)), at=LATER)

    assert [row.user for row in await given.of_case(case)] == ["U1", "U2"]


async def test_the_first_takes_it(store: Store, given: GivenAway, case: str):
    """Two at once: one wins, the other is told no, and the log names one."""
    await given.note(case, "U1", TYPED, at=AT)
    won = await asyncio.gather(
        *(given.take(case, "U1", by=who, at=LATER) for who in ("U8", "U9")),
    )
    now = await given.find(case, "U1")
    winner = ("U8", "U9")[won.index(True)]

    assert sorted(won) == [False, True]
    assert now is not None
    assert (now.taken_by, now.taken_at, now.waits) == (winner, LATER, False)
    assert (await trail(store, case))[1:] == [(winner, "gave-taken", {"reporter": "U1"})]


async def test_taking_and_closing_may_be_repeated(store: Store, given: GivenAway, case: str):
    """A job that is run again has still won."""
    await given.note(case, "U1", TYPED, at=AT)
    taken = [await given.take(case, "U1", by="U9", at=LATER) for _ in range(2)]
    closed = [await given.close(case, "U1", by="U8", at=LAST) for _ in range(2)]
    now = await given.find(case, "U1")

    assert taken == closed == [True, True]
    assert now is not None
    assert (now.taken_by, now.closed_by, now.closed_at) == ("U9", "U8", LAST)
    assert [what for _, what, _ in await trail(store, case)] == ["gave-told", "gave-taken", "gave-closed"]


async def test_what_is_closed_is_neither_taken_nor_closed_again(given: GivenAway, case: str):
    """Who comes later is told so."""
    await given.note(case, "U1", TYPED, at=AT)
    await given.close(case, "U1", by="U8", at=LATER)

    assert not await given.take(case, "U1", by="U9", at=LAST)
    assert not await given.close(case, "U1", by="U9", at=LAST)
    assert not await given.close(case, "U7", by="U9", at=LAST)


async def test_something_new_opens_it_again(given: GivenAway, case: str):
    """Closed, and then a card number as well: it waits for somebody, as of now."""
    await given.note(case, "U1", TYPED, at=AT)
    await given.take(case, "U1", by="U9", at=LATER)
    await given.close(case, "U1", by="U9", at=LATER)
    same = await given.note(case, "U1", TYPED, at=LATER + timedelta(minutes=1))
    more = await given.note(case, "U1", Told(("password", "card")), at=LAST)

    assert (same.closed_by, same.at) == ("U9", AT)
    assert (more.closed_by, more.taken_by, more.waits, more.at) == (None, None, True, LAST)


async def test_unknown_case(given: GivenAway, store: Store):
    """There is nothing to hang it on."""
    with pytest.raises(UnknownCaseError):
        await given.note("2026-0101-1", "U1", TYPED, at=AT)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Netflix / hanako ", "Netflix / hanako"),
        ("VISA 4111 1111 1111 1111", "VISA •••• 1111"),
        ("4111-1111-1111-1111 です", "•••• 1111 です"),
        ("378282246310005", "•••• 0005"),
        ("090-1234-5678", "090-1234-5678"),
        ("x" * 300, "x" * 200),
    ],
)
def test_numbers_of_cards_are_not_kept(typed: str, kept: str):
    """Should somebody write one down all the same."""
    assert masked(typed) == kept
