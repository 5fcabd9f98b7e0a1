"""JPRS' WHOIS answers, in both languages and both forms."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers.parsers.jprs import read

NOTE = "[ This database tells about registrations only. 登録情報のほかには使えません。 ]\r\n\r\n"
ENGLISH = NOTE + (
    "Domain Information:\r\n"
    "[Domain Name]                   EXAMPLE-SHOP.JP\r\n\r\n"
    "[Registrant]                    Whois Privacy Protection Service by onamae.com\r\n\r\n"
    "[Name Server]                   ns1.example.net\r\n"
    "[Signing Key]                   \r\n\r\n"
    "[Created on]                    2025/04/30\r\n"
    "[Expires on]                    2026/04/30\r\n"
    "[Status]                        Active\r\n"
    "[Last Updated]                  2025/05/01 01:05:04 (JST)\r\n\r\n"
    "Contact Information:\r\n"
    "[Name]                          Example Office\r\n"
    "[Email]                         proxy@example.net\r\n"
    "[Postal Address]                Shibuya-ku\r\n"
    "                                Tokyo\r\n"
)
JAPANESE = NOTE + (
    "Domain Information: [ドメイン情報]\r\n"
    "[ドメイン名]                    EXAMPLE-SHOP.JP\r\n\r\n"
    "[登録者名]                      見本商店株式会社\r\n"
    "[Registrant]                    Mihon Shoten Co., Ltd.\r\n\r\n"
    "[登録年月日]                    2001/08/22\r\n"
    "[有効期限]                      2026/08/31\r\n"
    "[状態]                          Active\r\n"
    "[最終更新]                      2025/09/01 01:05:04 (JST)\r\n"
)
COMPANY = NOTE + (
    "Domain Information:\r\n"
    "a. [Domain Name]                EXAMPLE.CO.JP\r\n"
    "g. [Organization]               Example Trading, K.K.\r\n"
    "l. [Organization Type]          Corporation\r\n"
    "m. [Administrative Contact]     XX1234JP\r\n"
    "p. [Name Server]                ns1.example.co.jp\r\n"
    "s. [Signing Key]                \r\n"
    "[State]                         Connected (2027/09/30)\r\n"
    "[Registered Date]               1998/09/14\r\n"
    "[Connected Date]                1998/10/01\r\n"
    "[Last Update]                   2026/10/01 01:11:12 (JST)\r\n"
)
COMPANY_JA = NOTE + (
    "Domain Information: [ドメイン情報]\r\n"
    "a. [ドメイン名]                 EXAMPLE.CO.JP\r\n"
    "e. [そしきめい]                 みほんしょうじ\r\n"
    "f. [組織名]                     見本商事株式会社\r\n"
    "g. [Organization]               Example Trading, K.K.\r\n"
    "k. [組織種別]                   株式会社\r\n"
    "[状態]                          Connected (2027/09/30)\r\n"
    "[接続年月日]                    1998/10/01\r\n"
)


def test_an_ordinary_name_in_english():
    """The holder, both days, and every name that stands for the holder."""
    proxy = "Whois Privacy Protection Service by onamae.com"

    assert read(ENGLISH) == {
        "state": "found",
        "domain": "example-shop.jp",
        "registrant": proxy,
        "created": "2025-04-30",
        "expires": "2026-04-30",
        "shown": [proxy, "Example Office", "proxy@example.net"],
    }


def test_an_ordinary_name_in_japanese():
    """The Japanese name comes first."""

    assert read(JAPANESE) == {
        "state": "found",
        "domain": "example-shop.jp",
        "registrant": "見本商店株式会社",
        "created": "2001-08-22",
        "expires": "2026-08-31",
        "shown": ["見本商店株式会社", "Mihon Shoten Co., Ltd."],
    }


@pytest.mark.parametrize(
    ("text", "registrant", "created"),
    [(COMPANY, "Example Trading, K.K.", "1998-09-14"), (COMPANY_JA, "見本商事株式会社", "1998-10-01")],
)
def test_a_company_name_in_letters(text, registrant, created):
    """The expiry stands in the state; without a day of registration, that of connection counts."""
    found = read(text)

    assert (found["state"], found["domain"], found["registrant"]) == ("found", "example.co.jp", registrant)
    assert (found["created"], found["expires"]) == (created, "2027-09-30")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (NOTE + "No match!!\r\n", "none"),
        ("[ Whois Busy ]\r\n", "refused"),
        ("", "unreadable"),
        (NOTE, "unreadable"),
        ("<html>gateway</html>", "unreadable"),
        ("[Registrant] Nobody\r\n[Created on] 2020/01/01\r\n", "unreadable"),
    ],
)
def test_what_holds_no_record(text, state):
    """No such name, a quota, and what says neither are told apart."""

    assert read(text) == {"state": state}


def test_impossible_days_are_none():
    """A day that the calendar does not have is not told."""
    found = read("[Domain Name] X.JP\n[Created on] 2025/02/31\n[Expires on] soon\n")

    assert (found["created"], found["expires"], found["registrant"]) == (None, None, None)


def test_hostile_text_takes_linear_time():
    """The text that keeps python-whois busy for minutes, and others."""
    began = time.monotonic()
    for piece in (
        "[",
        "a. [",
        "[Registrant]",
        "[Created on] 2",
        "\n" * 9 + "[Name]",
        " ",
        "[[[]]]",
        "[Domain Name] x\n",
    ):
        read(piece * (70_000 // len(piece)))

    assert time.monotonic() - began < 3


@given(st.text())
def test_any_text_has_a_state(text):
    """Nothing raises."""

    assert read(text)["state"] in {"found", "none", "refused", "unreadable"}
