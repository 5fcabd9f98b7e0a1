"""Reporters who are not in Slack: their `user` is "mail:" and the address, which nobody but the security team may see whole."""

from __future__ import annotations

from typing import Final

_BY_MAIL: Final = "mail:"


def mail_user(address: str) -> str:
    """Who is known by an address alone, as the `user` of a submission."""
    return _BY_MAIL + address


def address_of(user: str) -> str | None:
    """The address of such a `user`; None for one of Slack's."""
    return user.removeprefix(_BY_MAIL) if user.startswith(_BY_MAIL) else None
