"""Claims: a mail that speaks as a brand, and one that only talks about it."""

import pytest

from analyzers.brands import book
from analyzers.brands.claims import claims


def found(**parts):
    """The claims as brand and place."""
    return [(claim.brand.id, claim.where) for claim in claims(book(), **parts)]


@pytest.mark.parametrize(
    ("subject", "brand"),
    [
        ("【楽天証券】口座セキュリティ強化のための設定のお願い", "rakuten"),
        ("[list-name] 【重要】＜三井住友カード＞ご利用確認のお願い", "smbc_card"),
        ("【三井住友 カード】 お支払い予定金額のご案内", "smbc_card"),
        ("「えきねっと」アカウントの自動退会処理について", "eki_net"),
        ("お客様のJCBアカウントがロックされている", "jcb"),
        ("Your Netflix subscription has expired", "netflix"),
        ("RE: Your Norton Order Confirmation", "norton"),
        ("Ihr McAfee-Abonnement läuft ab", "mcafee"),
        ("Seu Pedido Correios Retido na Alfândega", "correios"),
        ("PayPal: payment declined", "paypal"),
        ("Microsoft account unusual sign-in activity", "microsoft"),
        ("USPS® package on hold", "usps"),
        ("Y0ur Amaz0n", "amazon"),
    ],
)
def test_a_title_speaks(subject, brand):
    """Brackets, an account of the reader's, a matter of the brand's own."""
    assert found(subject=subject) == [(brand, "subject")]


@pytest.mark.parametrize(
    "subject",
    [
        "Win a $500 Amazon gift card",
        "アンケートに答えてAmazonギフト券をもらおう",
        "Re: How about subsidizing SSL access to Google?",
        "Kevin's laptop, signed by Woz, on eBay",
        "Connect your Google account",
        "Apple unveils new phones, Netflix raises prices",
        "Free shipping on all orders",
        "Re: [meta-list] Politics",
        "CVS: module MANIFEST",
        "Bluetooth: Apple keyboards stop working",
    ],
)
def test_a_title_talks(subject):
    """Prizes, news and questions claim nothing."""
    assert found(subject=subject) == []


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("Thanks,\nThe Netflix Team", "netflix"),
        ("© 2025 Amazon.com, Inc. or its affiliates", "amazon"),
        ("Copyright (C) 2025 Apple Inc. All rights reserved.", "apple"),
        ("Dear PayPal customer,\nplease confirm.", "paypal"),
        ("| Dear PayPal customer,\n| please confirm.", "paypal"),
        ("> Dear PayPal customer,\n> please confirm.", "paypal"),
        ("Your Spotify account was locked.", "spotify"),
        ("Thank you for using Coinbase.", "coinbase"),
        ("いつもメルカリをご利用いただきありがとうございます。", "mercari"),
        ("三井住友カード株式会社\n東京都江東区", "smbc_card"),
        ("発行者：イオン銀行", "aeon"),
        ("三 井 住 友 カ ー ドをご利用のお客様へ", "smbc_card"),
        ("あなたのAmazonアカウントが使用されました", "amazon"),
    ],
)
def test_a_text_speaks(text, brand):
    """Signatures, greetings, copyright lines, and thanks for using the brand."""
    assert found(text=text) == [(brand, "body")]


@pytest.mark.parametrize(
    "text",
    [
        "Follow us on Facebook, Instagram and LinkedIn",
        "Sign in with your Google account to see the file.",
        "Google Play is a trademark of Google LLC.",
        "+ * Copyright (C) 2019, Google LLC.",
        "The first prize is an Amazon gift card.",
        "You can pay by PayPal, Visa or Mastercard.",
        "Your Visa card ending in 1234",
        "Listen on Apple Podcasts and Spotify",
    ],
)
def test_a_text_talks(text):
    """Icons, sign-in buttons, quotations, prizes and ways to pay claim nothing."""
    assert found(text=text) == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("netflix@random.top", [("netflix", "address")]),
        ("no-reply-smbc@random.top", [("smbc", "address")]),
        ("amazon-support@random.top", [("amazon", "address")]),
        ("info@costcocpt.com", [("costco", "address")]),
        ("x@amazon-prime.securdeutsh.com", [("amazon", "address")]),
        ("taro@google.com", []),
        ("taro@gmail.com", []),
        ("apples@example.com", []),
        ("@", []),
    ],
)
def test_an_address_speaks(address, expected):
    """A name that is a word of the address, except at the brand's own domain."""
    assert found(address=address) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("etc-meisai.jp", [("etc_meisai", "name")]),
        ("support@disneyplus.com", [("disney", "name")]),
        ("taro@gmail.com", []),
        ("taro@biglobe.ne.jp", []),
    ],
)
def test_a_domain_in_a_name(name, expected):
    """A brand's domain is its name; a customer's address is a customer."""
    assert found(name=name) == expected


def test_a_long_text_is_bounded():
    """Signatures at the end are read, and what lies between is not."""
    assert found(text="x\n" * 50_000 + "The Netflix Team\n") == [("netflix", "body")]
    assert found(text="x\n" * 5_000 + "The Netflix Team\n" + "x\n" * 5_000) == []
