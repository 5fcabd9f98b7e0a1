"""No recipient's address is left in what others read."""

from __future__ import annotations

import base64
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.redaction import without

WHO = ("hanako.tanaka@example-shop.jp",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hanako.tanaka@example-shop.jp 様", "h***@example-shop.jp 様"),
        ("Hanako.Tanaka@Example-Shop.JP", "H***@Example-Shop.JP"),
        ("hanako[.]tanaka@example-shop[.]jp", "h***@example-shop[.]jp"),
        ("hxxps://a[.]example/?u=hanako.tanaka%40example-shop.jp&x", "hxxps://a[.]example/?u=h***%40example-shop.jp&x"),
        ("u%3Dhanako.tanaka@example-shop.jp", "u%3Dh***@example-shop.jp"),
        ("too long: hanako.tanaka@example-…", "too long: h***@example-…"),
        ("hanako.tanaka＠example-shop.jp", "h***＠example-shop.jp"),
        ("taro@example-shop.jp", "taro@example-shop.jp"),
        ("hanako.tanaka at home", "hanako.tanaka at home"),
    ],
)
def test_address_in_its_forms(text: str, told: str) -> None:
    """As text, defanged, encoded, cut off; other addresses stay."""
    assert without(text, WHO) == told


def test_encoded_address_is_found() -> None:
    """As senders of mass mail hide it."""
    code = base64.b64encode(WHO[0].encode()).decode()

    assert (
        without(f"hxxps://a[.]example/x?{code}", WHO) == f"hxxps://a[.]example/x?{code[:2]}***{'=' * code.count('=')}"
    )


@dataclass(frozen=True)
class Said:
    """Something with text in it."""

    lines: tuple[str, ...]
    count: int


def test_everything_is_walked_through() -> None:
    """Lists, mappings, tuples and dataclasses keep their shape."""
    value = {"a": [WHO[0], 1, None], "b": Said((WHO[0],), 2)}

    assert without(value, WHO) == {"a": ["h***@example-shop.jp", 1, None], "b": Said(("h***@example-shop.jp",), 2)}


def test_without_recipients_nothing_is_touched() -> None:
    """What is no address is none to look for."""
    value = ["hanako", "a@b"]

    assert without(value, ()) is value
    assert without(value, ("undisclosed recipients",)) is value


@given(st.text(max_size=200), st.lists(st.emails(), max_size=5))
def test_any_text_with_any_address(text: str, addresses: list[str]) -> None:
    """No address survives, wherever it stands."""
    told = without(text + " ".join(addresses) + text, addresses)

    assert not [a for a in addresses if len(a.rpartition("@")[0]) > 1 and a.lower() in told.lower()]
