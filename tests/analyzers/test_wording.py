"""What mails say, by theme and language."""

import re
import time

import pytest
import re2

from analyzers import read
from analyzers.checks import lure
from analyzers.message import Message
from analyzers.wants import CODES, wants
from analyzers.wording import first_match, pressed_and_asked, said, themes
from analyzers.wording.patterns import ABOUT_FRAUD, UNLESS, languages

ASKS = {"credential", "ask-card", "ask-data", "ask-reply", "ask-call", "urgency", "call-back", "other-channel"}
MARKS = {"generic-greeting", "address-greeting", "filter-talk", "opt-out-kit", "template"}
ROWS = [(name, theme, p) for name, found in languages().items() for theme, listed in found.items() for p in listed]


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("urgency", "Your access ends tonight."),
        ("credential", "Please confirm your identity."),
        ("ask-card", "Update your billing information."),
        ("payment", "Your payment was declined."),
        ("delivery", "Your parcel is waiting at the depot."),
        ("refund", "You are eligible for a tax refund."),
        ("suspension", "Your mailbox is almost full."),
        ("suspension", "Release your pending messages."),
        ("prize", "You have been selected to receive a gift."),
        ("extortion", "I have infected your device and recorded a video of you."),
        ("transfer", "Please note our new bank details."),
        ("gift-cards", "I need you to buy five gift cards."),
        ("availability", "Are you at your desk?"),
        ("call-back", "You were charged $399. To cancel, call our helpline +1 (800) 555-0199."),
        ("advance-fee", "You are the beneficiary of the estate."),
        ("crypto", "Claim your free tokens before the airdrop ends."),
        ("loan", "Personal loans at an interest rate of 2 %."),
        ("dubious", "Lose 20 pounds with this bedtime ritual."),
        ("offer", "Get a free quote today."),
        ("document", "You have a new voice message."),
        ("filter-talk", "If the link does not work, move this mail to your inbox."),
        ("opt-out-kit", "Click here to remove yourself from our emails list."),
        ("template", "Hello [username],"),
        ("generic-greeting", "Dear valued customer,"),
        ("address-greeting", "Dear hanako@example.jp,"),
        ("chat-group", "Please create a WhatsApp group and send me the QR code."),
        ("document-login", "Sign in with your e-mail password to view the document."),
        ("urgency", "Your page will be deactivated today."),
        ("urgency", "Reply before 18:00, please."),
        ("credential", "Authenticate with your company mailbox password."),
        ("advance-fee", "Send 1 BTC to this address and get back double."),
        ("other-channel", "Text me on WhatsApp +44 20 7946 0000."),
        ("urgency", "至急ご対応ください。"),
        ("credential", "多要素認証の設定をお願いいたします。"),
        ("payment", "電気料金が未払いです。"),
        ("payment", "国税の未納により差押えを行います。"),
        ("delivery", "不在のため、お荷物を持ち帰りました。"),
        ("refund", "還付金を受け取るには申請が必要です。"),
        ("suspension", "お客様の口座を一時的に凍結しました。"),
        ("suspension", "保留中のメールが3件あります。"),
        ("prize", "おめでとうございます。ギフト券が当たりました。"),
        ("urgency", "保有マイルがまもなく失効します。"),
        ("extortion", "あなたのデバイスに侵入し、カメラで録画しました。"),
        ("transfer", "振込先の口座が変更になりました。"),
        ("gift-cards", "コンビニでギフトカードを買ってきてください。"),
        ("availability", "いま席にいますか。"),
        ("chat-group", "業務用のLINEグループを作り、QRコードを送ってください。"),
        ("document-login", "資料を表示するにはメールアドレスとパスワードが必要です。"),
        ("urgency", "本日15時までにお願いします。"),
        ("urgency", "11月末で無効となります。"),
        ("ask-call", "サポート窓口 050-5539-0000"),
        ("advance-fee", "亡くなった夫の遺産を寄付したいのです。"),
        ("crypto", "株式投資の無料グループにご招待します。"),
        ("loan", "審査なしで即日融資いたします。"),
        ("dubious", "在宅で誰でも簡単に稼げます。"),
        ("document", "共有されたファイルを確認してください。"),
        ("address-greeting", "hanako@example.jp 様"),
        ("suspension", "Ihr Konto wurde gesperrt."),
        ("delivery", "Ihr Paket wartet auf die Zustellung."),
        ("delivery", "Sua encomenda foi retida pela fiscalização."),
        ("suspension", "Votre compte a été suspendu."),
        ("suspension", "Su cuenta ha sido bloqueada."),
        ("suspension", "Il suo conto è stato bloccato."),
        ("suspension", "Uw rekening is geblokkeerd."),
        ("suspension", "您的账户已被冻结。"),
        ("suspension", "고객님의 계정이 정지되었습니다."),
    ],
)
def test_themes(theme, text):
    """Each theme is known in the words of several languages."""
    assert theme in said(Message(form="text", text=text))


@pytest.mark.parametrize(
    "text",
    [
        "We will never ask for your password.",
        "Beware of phishing: scammers send e-mails that ask you to confirm your account.",
        "フィッシングメールが確認されています。ご注意ください。",
        "当行が暗証番号をお尋ねすることはありません。",
        "The parser failed to read the packet, so I closed the file and checked the password field.",
        "来週の会議の資料を送ります。",
        "今月の勤怠を締めました。お疲れさまでした。",
        "Congratulations on the new job! See you on Friday.",
        "Let us have lunch; the last train leaves at ten.",
        "https://example.com/login-to-confirm-your-account/suspended/",
        "【重要】年末調整について",
        "配信の変更・停止は会員ページから",
        "最近サインインしておらず、不便をおかけします。",
        "ブックマークからログインしてください。",
        "お問い合わせ番号 E-100773-4410",
        "株式会社みどり\n配信停止",
        "北斗精機\nTEL 0263-00-0000",
        "標的型メール訓練の件名の例:\n「アカウントが停止されました」",
        'This week in phishing: "Your mailbox is almost full", "Verify your payment method".',
        "「口座が凍結されました」「24時間以内に本人確認をしてください」などと称するメールにご注意ください。",
        "フィッシングの見分け方。\n「アカウントを停止しました」。こうしたメールを見分けられますか。",
        "Unsere Bankverbindung hat sich nicht geändert. Wir ändern unsere Bankverbindung niemals per E-Mail.",
        "Notre RIB n'a pas changé.",
        "We will never change our bank details by email.",
        "Beware of phishing emails that say your mailbox is full, your account is locked, or that you need to verify your password.",
        "We will never ask you to confirm your password, enter your card number or verify your account.",
        "Trigger: disk full",
        "Error: Account verification failed for user deploy",
        "He left an inheritance to his sister.",
        "PTAのLINEグループを作成しました。",
    ],
)
def test_honest_words(text):
    """Talk of fraud, of programs and of lunch is no lure."""
    assert set(said(Message(form="text", text=text))) <= {"credential"} - {"credential"}


def test_the_subject_goes_first():
    """Words of the subject are quoted before those of the text, and have no place in it."""
    words = said(Message(form="text", subject="Final notice", text="Act now."))["urgency"]

    assert (words.text, words.at, words.early) == ("Final notice", None, True)


def test_lines_that_do_not_belong_together():
    """Items and buttons are read one by one; a long line that is wrapped goes on."""
    wrapped = "We are sorry to tell you that from today on your account\nhas been suspended by us."

    assert "suspension" not in said(Message(form="text", text="Account\nSuspended"))
    assert said(Message(form="text", text=wrapped))["suspension"].text.endswith("account has been suspended by us.")


def test_a_sentence_ends_what_japanese_says():
    """Words of two sentences make none."""
    assert "urgency" not in said(Message(form="text", text="すぐにお届けします。変更は来月です。"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "本日中にパスワードを確認してください。",
            ("本日中にパスワードを確認してください", "本日中にパスワードを確認してください"),
        ),
        (
            "アカウントを停止しました。パスワードを入力してください。",
            ("アカウントを停止しました", "パスワードを入力してください"),
        ),
        ("パスワードの変更", None),
        ("期限切れ", None),
    ],
)
def test_to_press_and_to_ask(text, expected):
    """Both are needed, and what presses has words of its own."""
    found = pressed_and_asked(Message(form="text", text=text), ("urgency", "suspension"), ("credential",))

    assert (found and tuple(words.text for words in found)) == expected


def test_words_deep_in_a_long_text():
    """What stands far down is known as such."""
    words = said(Message(form="text", text=f"{'Nothing to see. ' * 200}Your payment was declined."))["payment"]

    assert (words.at, words.early) == (3205, False)


def test_a_warning_takes_away_its_own_sentence_only():
    """A sentence about fraud does not excuse the next one."""
    text = "Beware of phishing e-mails. Your account has been suspended."

    assert first_match("suspension", text) == "Your account has been suspended."


@pytest.mark.parametrize(("name", "theme", "pattern"), ROWS, ids=[f"{n}-{t}-{i}" for i, (n, t, _) in enumerate(ROWS)])
def test_patterns_can_be_read(name, theme, pattern):
    """Each belongs to a known theme, stands in lower case without accents, and matches nothing empty."""
    known = {*lure.THEMES, *ASKS, *MARKS, UNLESS, ABOUT_FRAUD}

    assert theme in known
    assert pattern == re.sub(r"(?<!\\)[A-Z]", lambda m: m[0].lower(), pattern)
    assert re2.compile(pattern).search("") is None


def test_english_and_japanese_know_every_lure():
    """The two languages of the house come first."""
    assert themes() >= set(lure.THEMES)
    for language in ("en", "ja"):
        assert set(lure.THEMES) - set(languages()[language]) == set()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Your account has been suspended. Enter your password.", {"password"}),
        ("クレジットカード番号を入力してください。", {"card"}),
        ("I need you to buy gift cards.", {"gift-card"}),
        ("お振込先口座を下記のとおり変更させていただきます。", {"transfer"}),
        ("Are you at your desk?", {"reply"}),
        ("Lunch at noon.", set()),
    ],
)
def test_wants(text, codes):
    """What the words ask for."""
    assert wants(Message(form="text", text=text)) == codes


def test_wants_are_named():
    """No code is given that is not listed."""
    assert wants(
        Message(form="text", text="Send bitcoin or call +1 800 555 0199. 氏名、住所を返信してください。")
    ) <= set(CODES)


@pytest.mark.parametrize(
    "piece",
    ["beware of scams ", "フィッシングにご注意ください", "call +1 800 555 0199 charged ", "account ", "[", "@a "],
)
def test_hostile_texts(piece):
    """A text of nothing but triggers is read in bounded time, and keeps its length."""
    began = time.monotonic()

    assert len(said(Message(form="text", text=piece * (120_000 // len(piece))))) < len(themes())
    assert time.monotonic() - began < 5


PRESSED = "Your account will be suspended within 24 hours unless you verify your identity"
GESPERRT = "アカウントに異常なログインが検出されました"


@pytest.mark.parametrize(
    "text",
    [
        f"{PRESSED} - we never ask for your PIN by phone",
        f"{PRESSED}; beware of scams",
        "Because of recent phishing attacks your account will be suspended, please verify your identity",
        "Because hackers try to get in, your account will be suspended unless you verify your password here",
        f'Phishing protection notice. "{PRESSED[:46]}" "Please verify your identity."',
        f"{GESPERRT}、本人確認を行ってください、なおパスワードをお尋ねすることはありません。",
        f"{GESPERRT}．本人確認を行ってください．なおパスワードをお尋ねすることはありません．",
        f"フィッシング対策強化のため\n「{GESPERRT}」「24時間以内に本人確認を行ってください」",
        f"フィッシング対策強化のお知らせ。\n「{GESPERRT}」「以下のリンクより本人確認を行ってください」",
    ],
)
def test_who_tries_fraud_beside_a_warning(text):
    """Words that warn excuse their own clause, and no demand; a quotation only what is said to be false."""
    found = said(Message(form="text", text=text))

    assert "suspension" in found
    assert "credential" in found


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("suspension", "Your\naccount\nwill be\nsuspended"),
        ("suspension", "Your account will be s u s p e n d e d."),
        ("suspension", "Your acc0unt will be suspend3d."),
        ("suspension", "お客様の口座を\n凍結しました"),
        ("suspension", "の您的账户存在异常登录，请在24小时内验证身份，否则将被冻结。"),
    ],
)
def test_hidden_from_programs(theme, text):
    """Words put apart, spaced, written with digits, or among letters of another language are read as a person reads them."""
    assert theme in said(Message(form="text", text=text))


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("transfer", "Update your payment information."),
        ("transfer", "Please update your account details."),
        ("payment", "見積をお送りします。"),
        ("payment", "納品書をお送りします。"),
        ("urgency", "返信期限が近づいています。"),
        ("prize", "今月末でマイルの有効期限が切れます。"),
    ],
)
def test_what_it_is_not(theme, text):
    """Words are not explained by what they do not say."""
    assert theme not in said(Message(form="text", text=text))


HEAD = "From: A <a@example.net>\nTo: b@example.jp\nDate: Mon, 16 Nov 2026 10:00:00 +0900\nMessage-ID: <1@example.net>\n"
ASKED = "No idea what this is; I asked the others in the office.\n"
QUOTED = "> Your account has been suspended.\n"


@pytest.mark.parametrize(
    ("fields", "text", "read_too"),
    [
        ("Subject: Re: hello\nIn-Reply-To: <2@example.jp>", ASKED + QUOTED, False),
        ("Subject: hello\nIn-Reply-To: <2@example.jp>", ASKED + QUOTED, True),
        ("Subject: Re: hello", ASKED + QUOTED, True),
        ("Subject: Re: hello\nIn-Reply-To: <2@example.jp>", ASKED + QUOTED + "> https://evil.example/\n", True),
        ("Subject: Re: hello\nIn-Reply-To: <2@example.jp>", f"{ASKED}https://evil.example/\n{QUOTED}", True),
        ("Subject: Re: hello\nIn-Reply-To: <2@example.jp>", QUOTED, True),
        ("Subject: Fw: hello", ASKED + QUOTED, True),
    ],
    ids=["answer", "no answer", "answers nothing", "quoted link", "own link", "nothing of its own", "forward"],
)
def test_what_a_mail_quotes(fields, text, read_too):
    """Only an answer that leads nowhere may quote unread."""
    mail = read(f"{HEAD}{fields}\n\n{text}".encode())

    assert ("suspension" in said(mail)) is read_too


def test_a_page_does_not_quote_by_marks():
    """In a page such a mark is a letter like others."""
    page = "Content-Type: text/html\n\n<p>No idea what this is; I asked the others in the office.</p><p>&gt; Your account has been suspended.</p>"

    assert "suspension" in said(read(f"{HEAD}Subject: Re: a\nIn-Reply-To: <2@example.jp>\n{page}".encode()))
