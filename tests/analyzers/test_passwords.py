"""Passwords that a text states."""

import pytest

from analyzers.passwords import states_password


@pytest.mark.parametrize(
    "text",
    [
        "パスワード: 8841",
        "解凍パスワード：３３１７",
        "パスワードは「a8-77」です",
        "Password: infected\n",
        "The password is x9Kq",
        "PW=1234",
        "Kennwort: 2211",
    ],
)
def test_stated(text):
    """In the ways in which people write it."""
    assert states_password(f"Hello\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "パスワードは別途お送りします",
        "Please enter your password: we need it",
        "The password is required",
        "パスワードの再設定",
        "password",
        "",
    ],
)
def test_not_stated(text):
    """It follows, it is asked for, it is spoken of."""
    assert not states_password(text)
