"""Brands in names and titles: found however they are written, and told from words that only contain them."""

import time

import pytest

from analyzers.brands import book, claimed, fold, normalise, skeleton


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("Amazon", "amazon"),
        ("Ａｍａｚｏｎ．ｃｏ．ｊｐ", "amazon"),
        ("AMAZON.CO.JP", "amazon"),
        ("亚马逊", "amazon"),
        ("乐天市场", "rakuten"),
        ("ﾔﾏﾄ運輸", "yamato"),
        ("ヤマト运输", "yamato"),
        ("國税庁", "nta"),
        ("三井住友 カード", "smbc_card"),
        ("Ｎetflix™ ｜ DE", "netflix"),
        ("Mcafee™ | DE", "mcafee"),
        ("VISAカード", "visa"),
        ("イオンカード", "aeon"),
        ("Norton Support Team", "norton"),
        ("Ledger", "ledger"),
        ("Crédit Agricole", "creditagricole"),
    ],
)
def test_plain_spellings(text, brand):
    """Honest spellings are no disguise."""
    assert [(n.brand.id, n.disguised) for n in book().named(text)] == [(brand, False)]


@pytest.mark.parametrize(
    ("text", "brand", "written"),
    [
        ("Ａｍａｚ０ｎ", "amazon", "Amaz0n"),
        ("Amаzon Prime", "amazon", "Amаzon Prime"),
        ("PayPaI", "paypal", "PayPaI"),
        ("NETFL1X", "netflix", "NETFL1X"),
        ("Neτflix", "netflix", "Neτflix"),
        ("arnazon", "amazon", "arnazon"),
        ("Ｗalrnart", "walmart", "Walrnart"),
        ("A m a z o n", "amazon", "a m a z o n"),
        ("A-m-a-z-o-n", "amazon", "a-m-a-z-o-n"),
        ("Ama.zon", "amazon", "ama.zon"),
        ("え き ね っ と", "eki_net", "え き ね っ と"),
        ("三　井　住　友　カ　ー　ド", "smbc_card", "三 井 住 友 カ ー ド"),
        ("三井住友力一ド", "smbc_card", "三井住友力一ド"),
        ("Ama\u200bzon", "amazon", "Amazon"),
        ("Ama\u00adzon", "amazon", "Amazon"),
        ("M\u0336i\u0336crosoft", "microsoft", "Microsoft"),
        ("𝐀𝐦𝐚𝐳𝐨𝐧", "amazon", "Amazon"),
        ("ⒶⓂⒶⓏⓄⓃ", "amazon", "Amazon"),
    ],
)
def test_disguises(text, brand, written):
    """What only a disguise writes is read as people read it, and told as it stands."""
    found = {n.brand.id: n for n in book().named(text)}

    assert (found[brand].written, found[brand].disguised) == (written, True)


@pytest.mark.parametrize(
    "text",
    [
        "ライオン",
        "オリコン",
        "パイナップル",
        "Pineapple",
        "Edward Norton",
        "Taro Nomura",
        "Ana Santos",
        "ANA MARIA",
        "visa application",
        "Heath Ledger",
        "target@example.com",
        "Japan Visa Information Centre",
        "城南信用金庫",
        "Sparkasse KölnBonn",
        "cPanel on host.example.com",
        "дизайн студия",
        "",
    ],
)
def test_ordinary_words(text):
    """Words, people and companies that only contain a brand's letters name no brand."""
    assert claimed(text) == ()


def test_texts_that_look_alike_are_equal():
    """Letters of any script that the eye takes for each other give one form."""
    assert skeleton(normalise("Аｐple")) == skeleton("Apple") == skeleton("App1e")
    assert fold(normalise("ﾒﾙｶﾘ")) == fold("メルカリ")


@pytest.mark.parametrize(
    "unit", ["a ", "a.", "え ", "\u0301", "0", "rn", "amazon ", "a-m-a-z-o-n ", "三 井 ", "\u200b", "_", "a_", "._"]
)
def test_hostile_texts_take_no_time(unit):
    """Ten times the text takes nothing like a hundred times the time."""

    def seconds(text):
        start = time.perf_counter()
        book().named(text)
        return time.perf_counter() - start

    seconds("warm")

    assert seconds(unit * 50_000) < 1.0
