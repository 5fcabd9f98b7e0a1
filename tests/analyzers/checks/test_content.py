"""What the text of a mail says."""

import pytest

from analyzers.checks import (
    asks_other_channel,
    call_back_number,
    generic_greeting,
    lure,
    mass_mail_words,
    payment_address,
)
from tests.analyzers.mails import OURS, dossier, eml


def found(check, **mail):
    """Code, variant and facts of what the check says."""
    return [(f.code, f.variant, f.facts) for f in check.check(dossier(eml(**mail)))]


def codes(check, **mail):
    """What the check says, in codes."""
    return [f"{code}/{variant}" if variant else code for code, variant, _ in found(check, **mail)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I need you to buy gift cards today.", ["lure/gift-cards"]),
        ("Your parcel is waiting. Your payment was declined.", ["lure/delivery", "lure/payment"]),
        (
            "You have won a prize! Claim your tokens in the airdrop. Confirm your account within 24 hours.",
            ["lure/crypto", "lure/prize", "several-lures"],
        ),
        ("無料でもらえるポイントです。", ["lure/prize"]),
        ("Get a free quote. Please find the attached file.", ["lure/offer", "lure/document"]),
        ("See you at the office.", []),
    ],
)
def test_lures(text, expected):
    """The two most harmful themes, and when several meet."""
    assert codes(lure, text=text) == expected


def test_a_lure_has_the_words():
    """Theme and words are told."""
    assert found(lure, text="Your payment was declined.") == [
        ("lure", "payment", {"theme": "payment", "words": "Your payment was declined."})
    ]


def test_what_a_long_text_says_in_passing():
    """Far down only what no honest mail says at all counts."""
    filler = "Nothing to see. " * 200

    assert codes(lure, text=f"{filler}Your payment was declined.") == []
    assert codes(lure, text=f"{filler}I need you to buy gift cards.") == ["lure/gift-cards"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear customer, hello.", [{"words": "Dear customer", "address": False}]),
        ("Dear user@example.jp, hello.", [{"words": "Dear user@example.jp", "address": True}]),
        ("会員様各位", []),
        ("Dear Hanako, hello.", []),
        ("山田様", []),
    ],
)
def test_greetings(text, expected):
    """Nobody in particular, or an address."""
    assert [facts for _, _, facts in found(generic_greeting, text=text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This message is from a trusted sender.", ["filter-talk"]),
        ("Click here to remove yourself from our emails list", ["opt-out-kit"]),
        ("Hi [username], welcome.", ["unfilled-template"]),
        ("Click here to unsubscribe.", []),
        ("Add us to your address book.", []),
    ],
)
def test_mass_mail(text, expected):
    """What programs for spam write, and honest newsletters do not."""
    assert codes(mass_mail_words, text=text) == expected


CHARGED = "You were charged $399.99. If you did not authorize this, call us at +1 (800) 555-0199."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CHARGED, ["call-back-number"]),
        (f"{CHARGED} https://example.com/account", ["call-back-number/linked"]),
        ("ウイルスが検出されました。至急サポート窓口 050-5539-0000 までお電話ください。", ["call-back-number"]),
        ("Call me at 03-1234-5678 when you are back.", []),
        ("Your payment was declined.", []),
    ],
)
def test_call_back(text, expected):
    """Money and a number; both are needed."""
    assert codes(call_back_number, text=text) == expected


def test_the_number_is_told():
    """The reader sees which number not to call."""
    assert [facts["number"] for _, _, facts in found(call_back_number, text=CHARGED)] == ["+1 (800) 555-0199"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You are the beneficiary. Reply to me at broker.lee@gmail.com", ["asks-other-channel"]),
        ("業務用のLINEグループを作り、QRコードを送ってください。", ["asks-other-channel"]),
        ("My WhatsApp number is +81 90 1234 5678.", []),
        ("I need you to buy gift cards.", []),
    ],
)
def test_other_channel(text, expected):
    """Only in mail that is about money or favours."""
    assert codes(asks_other_channel, text=text) == expected


@pytest.mark.parametrize(
    ("sender", "reply", "text", "expected"),
    [
        ("k@ooba.example", "ooba@gmail.com", "振込先の口座が変更になりました。", ["transfer-answered-elsewhere"]),
        ("k@ooba.example", "k2@ooba.example", "振込先の口座が変更になりました。", []),
        ("ooba@gmail.com", "ooba2@gmail.com", "振込先の口座が変更になりました。", []),
        ("k@ooba.example", "ooba@gmail.com", "来週伺います。", []),
    ],
)
def test_a_transfer_that_is_answered_elsewhere(sender, reply, text, expected):
    """A company that changes its bank and wants to hear of it in a free mailbox."""
    assert codes(asks_other_channel, sender=sender, more=f"Reply-To: {reply}", text=text) == expected


THREAT = "I have infected your device and recorded a video. Pay to "
COIN, BECH = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{THREAT}{COIN}", [{"address": COIN}]),
        (f"{THREAT}{BECH} now", [{"address": BECH}]),
        (f"{THREAT}{BECH.upper()}", [{"address": BECH.upper()}]),
        (f"{THREAT}0x{'1a' * 20}", [{"address": f"0x{'1a' * 20}"}]),
        (f"{THREAT}{COIN[:-1]}b", []),
        (f"{THREAT}{BECH[:-1]}5", []),
        (f"{THREAT}1{'I' * 30}", []),
        (f"Our donation address is {COIN}", []),
    ],
)
def test_a_wallet(text, expected):
    """An address with a right checksum, in a mail that threatens or promises."""
    assert [facts for _, _, facts in found(payment_address, text=text)] == expected


GIFTS = "景品のAmazonギフト券を5枚購入して総務に届けてください。"
INSIDE = ("from pc7 (pc7.example.jp [10.0.0.7]) by mx.example.jp (Postfix) with ESMTPSA id 1",)


@pytest.mark.parametrize(
    ("text", "received", "expected"),
    [
        (GIFTS, INSIDE, []),
        (GIFTS, (), ["lure/gift-cards"]),
        ("ギフト券を買って、番号の写真を送ってください。", INSIDE, ["lure/gift-cards"]),
    ],
    ids=["inside", "from anywhere", "asks for the numbers"],
)
def test_presents(text, received, expected):
    """Who never left our house may buy gift cards, unless he wants their numbers."""
    mail = dossier(eml(sender="総務 <soumu@example.jp>", text=text, received=received), side=OURS)

    assert [f"{f.code}/{f.variant}" for f in lure.check(mail)] == expected


@pytest.mark.parametrize(
    ("sender", "text", "expected"),
    [
        (
            "PayPal <service@paypal.com>",
            "You were charged $499. To cancel, call +1 (888) 555-0133. https://www.paypal.com/",
            ["call-back-number"],
        ),
        (
            "Shop <a@shop.example>",
            "You were charged $499. To cancel, call +1 (888) 555-0133. https://www.shop.example/",
            ["call-back-number/linked"],
        ),
        ("みどり保険 <a@hoken.example>", "契約が12月1日で失効します。お早めにご連絡ください。電話 06-1111-2222", []),
        (
            "みどり保険 <a@hoken.example>",
            "契約が12月1日で失効します。お早めにご連絡ください。電話 050-1111-2222",
            ["call-back-number"],
        ),
    ],
    ids=["note of a stranger", "shop", "office", "number of anywhere"],
)
def test_whose_number_it_is(sender, text, expected):
    """Where strangers write, links beside a number are no sign of honesty; an office of the neighbourhood may be rung up."""
    assert codes(call_back_number, sender=sender, text=text) == expected
