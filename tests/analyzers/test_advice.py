"""What a reader is advised to do."""

import pytest

from analyzers.advice import OPENED, advice
from analyzers.scoring import Level
from analyzers.wants import CODES


@pytest.mark.parametrize(
    ("wants", "expected"),
    [
        ((), ("do-not-touch", "already-typed")),
        (("link",), ("do-not-touch", "already-typed")),
        (("password", "link"), ("do-not-touch", "already-typed")),
        (("password", "card", "link"), ("do-not-touch", "already-card")),
        (("attachment",), ("do-not-touch", "already-opened")),
        (("attachment", "password"), ("do-not-touch", "already-typed")),
        (("personal-data",), ("do-not-touch", "already-told")),
        (("call",), ("do-not-touch", "do-not-call", "already-called")),
        (("call", "card"), ("do-not-touch", "do-not-call", "already-called")),
        (("reply",), ("do-not-touch", "do-not-answer", "already-replied")),
        (("reply", "password"), ("do-not-touch", "do-not-answer", "already-replied")),
        (("call", "crypto"), ("leave-alone", "do-not-call", "already-called")),
        ((OPENED, "attachment", "transfer", "card"), ("leave-alone", "already-opened")),
        ((OPENED, "attachment", "link", "password"), ("do-not-touch", "already-opened")),
        (("reply", "link"), ("do-not-touch", "already-typed")),
        (("transfer", "card", "link", "reply"), ("do-not-touch", "already-card")),
        (("transfer", "link"), ("leave-alone", "do-not-transfer", "already-transferred")),
        (("transfer", "reply"), ("leave-alone", "do-not-transfer", "already-transferred")),
        (("gift-card", "reply"), ("leave-alone", "do-not-buy", "already-bought")),
        (("crypto",), ("leave-alone", "do-not-pay", "already-paid")),
    ],
)
@pytest.mark.parametrize("level", [Level.DANGER, Level.WARNING])
def test_a_fraud_is_met_by_what_it_wants(level, wants, expected):
    """What to leave alone, what not to do, and what to do when it has happened."""
    assert advice(level, wants, original=True) == expected


@pytest.mark.parametrize(
    ("wants", "expected"),
    [
        ((), ("verify-otherwise",)),
        (("password", "link"), ("verify-otherwise",)),
        (("transfer",), ("verify-otherwise", "confirm-transfer")),
        (("gift-card",), ("verify-otherwise", "confirm-request")),
        (("crypto",), ("verify-otherwise", "ask-before-paying")),
        (("reply",), ("verify-otherwise", "confirm-request")),
        (("reply", "link"), ("verify-otherwise",)),
    ],
)
def test_at_caution_the_tone_is_lower(wants, expected):
    """Check first; nothing is said of damage."""
    assert advice(Level.CAUTION, wants, original=False) == expected
    assert advice(Level.CAUTION, wants, original=True) == (*expected, "send-original")


@pytest.mark.parametrize(("level", "first"), [(Level.NO_SIGN, "no-guarantee"), (Level.INSUFFICIENT, "cannot-tell")])
def test_without_a_sign_nobody_is_alarmed(level, first):
    """Whatever the mail wants."""
    assert advice(level, CODES, original=False) == (first,)
    assert advice(level, CODES, original=True) == (first, "send-original")


@pytest.mark.parametrize("level", Level)
def test_three_steps_at_most(level):
    """A worried reader takes in three."""
    assert all(len(advice(level, {one, other}, original=True)) <= 3 for one in CODES for other in CODES)
