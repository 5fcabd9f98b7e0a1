"""The steps fit what was given away and who was imitated, in the order in which they help most."""

import re
import tomllib
from importlib.resources import files

import pytest

from analyzers.brands import brands
from bot.checklists import Imitated, checklist, imitated
from bot.given_away import KINDS
from bot.words import words

RULES = tomllib.loads(files("bot").joinpath("checklists.toml").read_text(encoding="utf-8"))
TRADES = {brand.kind for brand in brands()}


def report(
    *, brand: str | None = None, findings: tuple[tuple[str, dict[str, str]], ...] = (), wants: tuple[str, ...] = ()
):
    """As much of a report as a checklist reads."""
    rows = [{"code": code, "facts": facts} for code, facts in findings]
    return {"sender": {"claims_brand": brand}, "findings": rows, "wants": list(wants)}


def steps(gave: tuple[str, ...], about: dict | None = None) -> list[str]:
    """The ids of the steps that are said, without the last one."""
    said = {words("en").say(f"step-{row['id']}", **_facts(about)): row["id"] for row in RULES["step"]}
    return [said[step] for step in checklist(gave, about, "en").steps[:-1]]


def _facts(about: dict | None) -> dict[str, object]:
    who = imitated(about)
    return {"named": bool(who.ja), "brand": who.en}


def contacts(gave: tuple[str, ...]) -> list[str]:
    said = {words("en").say(f"contact-{row['id']}"): row["id"] for row in RULES["contact"]}
    return [said[line] for line in checklist(gave, None, "en").contacts]


@pytest.mark.parametrize(
    ("gave", "expected"),
    [
        (("clicked",), ["page", "watch", "keep"]),
        (("clicked", "password"), ["password", "sessions", "mfa", "same-password", "keep"]),
        (("card",), ["card-stop", "statement", "keep"]),
        (("opened",), ["offline", "keep"]),
        (("money",), ["gift-codes", "recall", "keep"]),
        (("called",), ["hang-up", "remote", "keep"]),
        (("called", "opened"), ["hang-up", "offline", "keep"]),
        (("told",), ["identity", "keep"]),
        (
            ("clicked", "password", "card", "opened"),
            ["offline", "card-stop", "password", "sessions", "mfa", "same-password", "statement", "keep"],
        ),
    ],
)
def test_steps_fit_what_was_given_away(gave: tuple[str, ...], expected: list[str]):
    """What stops the damage first."""
    assert steps(gave) == expected


@pytest.mark.parametrize(
    ("brand", "expected"),
    [
        ("mufg_bank", ["bank-stop", "password", "sessions", "mfa", "same-password", "keep"]),
        ("amazon", ["password", "sessions", "mfa", "same-password", "orders", "keep"]),
        ("aeon", ["card-login", "password", "sessions", "mfa", "same-password", "keep"]),
        ("kagoya", ["password", "sessions", "mfa", "same-password", "mailbox", "keep"]),
    ],
)
def test_steps_after_a_password_fit_who_was_imitated(brand: str, expected: list[str]):
    """A bank can stop transactions, a shop has orders, a mail account has forwarding."""
    assert steps(("password",), report(brand=brand)) == expected


def test_a_card_number_and_its_login_are_one_call():
    """Who stops the card need not ask whether to."""
    assert steps(("card", "password"), report(brand="aeon"))[:2] == ["card-stop", "password"]


def test_our_own_password_is_changed_where_we_always_sign_in():
    """We were imitated, whatever brand is named besides."""
    own = report(brand="amazon", findings=(("claims-own-domain", {"own-domain": "example-shop.jp"}),))

    assert steps(("password",), own) == ["password-own", "sessions", "mfa", "same-password", "mailbox", "keep"]


def test_coins_have_an_exchange():
    """Said only where the mail wanted coins."""
    assert "coins" in steps(("money",), report(wants=("crypto",)))
    assert "coins" not in steps(("money",), report(wants=("transfer",)))


@pytest.mark.parametrize(
    ("gave", "expected"),
    [
        (("clicked",), ["antiphishing"]),
        (("password",), ["9110", "antiphishing"]),
        (("opened",), ["9110", "antiphishing"]),
        (("card",), ["9110", "188", "antiphishing"]),
        (("money",), ["110", "9110", "188", "antiphishing"]),
    ],
)
def test_contacts_fit_what_was_given_away(gave: tuple[str, ...], expected: list[str]):
    """Nobody is sent to the police for a click, and 110 is for money that is on its way."""
    assert contacts(gave) == expected


def test_whom_a_mail_plays():
    """What a finding says counts for more than the claim; without either nobody is named."""
    mismatch = ("brand-mismatch", {"brand-en": "Apple", "brand-ja": "アップル"})

    assert imitated(report(brand="amazon", findings=(mismatch,))) == Imitated("tech", "アップル", "Apple")
    assert imitated(report(brand="amazon")).kind in TRADES
    assert imitated(report(findings=(("shown-own-domain", {}),))) == Imitated("own")
    assert imitated(report()) == imitated(None) == Imitated()


def test_the_japanese_list_word_for_word():
    """As a colleague reads it who typed a bank's password."""
    said = checklist(("password",), report(brand="mufg_bank"), "ja")
    name = imitated(report(brand="mufg_bank")).ja

    assert said.title == "いますること"
    assert said.intro == (
        "知らせてくださって、ありがとうございます。責められることはありません。"
        "あわてなくて大丈夫ですので、上から順に進めてください。"
    )
    assert said.steps == (
        (
            f"{name}に連絡し、「偽のサイトにパスワードを入れた」と伝えて、取引を止めてもらってください。"
            "番号は、カードの裏か公式アプリのものを使い、メールに載っていた番号は使わないでください。"
        ),
        (
            f"別のパソコンかスマートフォンから、本物の{name}のサイト（ブックマークか公式アプリ）でパスワードを変えてください。"
            "メールのリンクは使わないでください。"
        ),
        "設定の中の「すべての端末からログアウト」を選んでください。もう誰かに入られていても、これで追い出せます。",
        (
            "二段階認証（パスワードのほかに、スマートフォンなどでも確かめるしくみ）を使う設定にしてください。"
            "身に覚えのない確認の通知が来ても、承認せず、コードも誰にも教えないでください。"
        ),
        "同じパスワードをほかでも使っていたら、そこもすべて、別々のものに変えてください。",
        (
            "メールは、まだ消さないでください。開いたファイル、出てきた画面、電話の履歴なども残しておくと、"
            "調べたり届け出たりするときに役立ちます。"
        ),
        (
            "セキュリティ担当には、わたし（Fuwake）からも知らせています。返事を待たずに進めてください。"
            "分からないことがあれば、セキュリティ担当に声をかけてください。"
        ),
    )
    assert said.contacts == (
        "#9110（警察の相談窓口）：被害に遭ったかもしれないとき",
        "info@antiphishing.jp（フィッシング対策協議会）：届いたメールを、そのまま転送して報告する",
    )


def test_the_english_list_says_where_the_numbers_answer():
    """A reader of English in Japan gets the same numbers, and a plain remark."""
    said = checklist(("card",), None, "en")

    assert said.contacts == (
        "#9110 (police advice line): when you may have become a victim",
        "188 (consumer hotline): about your own money, cards and contracts",
        "info@antiphishing.jp (Council of Anti-Phishing Japan): forward the mail there to report it",
    )
    assert said.note.startswith("These are services in Japan and answer mostly in Japanese; a colleague")
    assert said.steps[0] == (
        "Have the card stopped: call the number on the back of the card, or lock it in the official app. "
        "Do not use a number from the mail or from the page you opened."
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_who_was_not_alerted_has_to_be_told(language: str):
    """We never say that the team knows when it does not."""
    told, untold = (checklist(("clicked",), None, language, alerted=alerted) for alerted in (True, False))

    assert (told.steps[-1], untold.steps[-1]) == tuple(
        words(language).say(key) for key in ("steps-alerted", "steps-alert-them")
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_step_can_be_said_and_is_a_rule(language: str):
    """No sentence without a rule, no rule without a sentence, no code that nobody knows."""
    text = files("bot").joinpath(f"locale/{language}.ftl").read_text(encoding="utf-8")
    for name in ("step", "contact"):
        assert sorted(re.findall(rf"^{name}-([a-z0-9-]+) =", text, re.MULTILINE)) == sorted(
            row["id"] for row in RULES[name]
        )
    for row in (*RULES["step"], *RULES["contact"]):
        assert set(row) <= {"id", "gave", "alone", "unless", "brand", "not_brand", "wants"}
        assert {*row.get("gave", ()), *row.get("unless", ())} <= set(KINDS)
        assert {*row.get("brand", ()), *row.get("not_brand", ())} <= TRADES | {"own"}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_step_blames_or_promises_safety(language: str):
    """Nor is any too long for one piece of text."""
    everything = [
        checklist(KINDS, report(brand=brand.id, wants=("crypto",)), language)
        for brand in {b.kind: b for b in brands()}.values()
    ]
    for step in {step for said in everything for step in said.steps}:
        assert len(step) < 500
        assert not re.search(r"安全です|\bsafe\b|してしまった|you should (not )?have|careless|不注意", step)
