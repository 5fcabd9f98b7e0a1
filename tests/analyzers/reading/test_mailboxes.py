"""The entries of a From field."""

import pytest

from analyzers.reading.mailboxes import MAX_MAILBOXES, mailboxes


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("A <a@b.example>", [("A", "a@b.example")]),
        ('"Yamada, Taro" <a@b.example>, c@d.example', [("Yamada, Taro", "a@b.example"), (None, "c@d.example")]),
        ("Team <shop.example>, Team <a@b.example>", [("Team", None), ("Team", "a@b.example")]),
        (None, []),
        (",,,", []),
        ('"a, <b@c.example>', [("a,", "b@c.example")]),
    ],
)
def test_mailboxes(raw, found):
    """All of them, with or without an address."""
    assert [(box.name, box.address) for box in mailboxes(raw)] == found


def test_mailboxes_are_bounded():
    """A field of ten thousand."""
    assert len(mailboxes(", ".join(f"a{n}@b.example" for n in range(10_000)))) == MAX_MAILBOXES
