"""The charsets of the world's mail: under their names, under wrong ones, and under none."""

import base64
import time

import pytest

from analyzers import read
from analyzers.reading.charsets import decode

JA = "【重要】お客様のアカウントは本日停止されます。下記のリンクから二十四時間以内にログインし、お支払い方法をご確認ください。株式会社見本銀行"
HALF = "ﾊﾟｽﾜｰﾄﾞの期限が切れます。すぐに更新してください。"
ZH_CN = "尊敬的客户：您的账户出现异常登录，请在二十四小时之内点击下面的链接验证您的身份信息，否则账户将被冻结。"
ZH_TW = "親愛的客戶您好：您的帳戶出現異常登入，請於二十四小時之內點擊以下連結驗證您的身分資料，否則帳戶將被停用。"
KO = "고객님의 계정에서 비정상적인 로그인이 감지되었습니다. 이십사 시간 이내에 아래 링크를 눌러 본인 확인을 완료해 주세요."
JA_GBK = "株式会社見本カード：お客様のアカウントの確認をお願いします。ログインしてください。"
RU = "Уважаемый клиент! Ваш аккаунт будет заблокирован сегодня. Перейдите по ссылке и подтвердите данные."
EL = "Αγαπητέ πελάτη, ο λογαριασμός σας έχει ανασταλεί. Επιβεβαιώστε τα στοιχεία σας."
HE = "לקוח יקר, חשבונך הושעה. אנא אמת את פרטיך היום."
AR = "عزيزي العميل، تم تعليق حسابك. يرجى تأكيد بياناتك اليوم."
TH = "เรียนลูกค้า บัญชีของคุณถูกระงับชั่วคราว กรุณายืนยันข้อมูลภายในวันนี้"
VI = "Kính gư\u0309i quy\u0301 khách, tài khoa\u0309n cu\u0309a quy\u0301 khách đa\u0303 bi\u0323 kho\u0301a."
DE = "Sehr geehrter Kunde, Ihr Konto wurde gesperrt. Bitte bestätigen Sie Ihre Daten für die Überprüfung."
FR = "Cher client, votre compte a été désactivé. Veuillez vérifier vos coordonnées dès aujourd’hui."
PT = "Prezado cliente, sua conta será bloqueada. Confirmação necessária até amanhã: não deixe de atualizar seus dados."
ES = "Estimado cliente: su cuenta será suspendida mañana. ¡Confirme aquí su contraseña!"
PL = "Szanowny Kliencie, Twoje konto zostało zablokowane. Prosimy o potwierdzenie danych żądanych poniżej."
TR = "Sayın müşterimiz, hesabınız askıya alınmıştır. Lütfen şifrenizi güncelleyiniz."

WRONG = (
    None,
    "us-ascii",
    "iso-8859-1",
    "utf-8",
    "windows-1252",
    "x-unknown",
    "no-such-charset",
    "unicode_escape",
    "undefined",
)
JAPANESE = (
    "iso-2022-jp",
    "shift_jis",
    "euc-jp",
    "gb2312",
    "big5",
    "euc-kr",
    "koi8-r",
    "windows-1251",
    "tis-620",
    "utf-16",
    "utf-7",
)


@pytest.mark.parametrize("declared", [*WRONG, *JAPANESE])
@pytest.mark.parametrize("charset", ["utf-8", "cp932", "euc_jp", "iso2022_jp_ext"])
@pytest.mark.parametrize("text", [JA, HALF], ids=["kanji", "half-width"])
def test_japanese_under_any_label(text, charset, declared):
    """Each of the four ways to write Japanese is read whatever the label says, half-width kana, too."""
    assert decode(text.encode(charset), declared) == text


@pytest.mark.parametrize("declared", ["right", *WRONG])
@pytest.mark.parametrize(
    ("text", "charset", "name"),
    [
        (ZH_CN, "gbk", "gb2312"),
        (ZH_CN, "gb18030", "gb18030"),
        (ZH_TW, "big5", "big5"),
        (KO, "euc_kr", "euc-kr"),
        (KO, "cp949", "ks_c_5601-1987"),
        (JA_GBK, "gb18030", "gb2312"),
        (RU, "koi8-r", "koi8-r"),
        (RU, "cp1251", "windows-1251"),
        (EL, "cp1253", "windows-1253"),
        (HE, "cp1255", "windows-1255"),
        (AR, "cp1256", "windows-1256"),
        (TH, "cp874", "tis-620"),
        (DE, "cp1252", "iso-8859-1"),
        (FR, "cp1252", "windows-1252"),
        (PT, "cp1252", "iso-8859-15"),
        (ES, "cp1252", "iso-8859-1"),
    ],
)
def test_other_languages_with_and_without_a_label(text, charset, name, declared):
    """A text that is long enough shows its charset by itself; Portuguese is not Chinese."""
    assert decode(text.encode(charset), name if declared == "right" else declared) == text


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        (PL, "cp1250", "windows-1250"),
        (PL, "iso8859-2", "iso-8859-2"),
        (TR, "cp1254", "iso-8859-9"),
        (RU, "iso8859-5", "iso-8859-5"),
        (EL, "iso8859-7", "iso-8859-7"),
        (HE, "iso8859-8", "iso-8859-8"),
        (AR, "iso8859-6", "iso-8859-6"),
        (VI, "cp1258", "windows-1258"),
        (RU, "mac-cyrillic", "mac-cyrillic"),
        (KO, "johab", "johab"),
        (KO, "iso2022_kr", "iso-2022-kr"),
        (KO, "iso2022_kr", None),
        (ZH_CN, "hz", "hz-gb-2312"),
        (JA, "utf-7", "unicode-1-1-utf-7"),
    ],
)
def test_other_charsets_by_their_labels(text, charset, declared):
    """What does not show itself is what its label says."""
    assert decode(text.encode(charset), declared) == text


@pytest.mark.parametrize(("text", "charset"), [(PL, "cp1250"), (PL, "iso8859-2"), (TR, "cp1254")])
def test_european_text_does_not_become_asian(text, charset):
    """Without a label the accents of some languages are lost, but nothing turns into kanji."""
    found = decode(text.encode(charset))

    assert max(found) < "\u0400"
    assert "".join(c for c in found if c.isascii()) == "".join(c for c in text if c.isascii())


@pytest.mark.parametrize("declared", ["utf-16", "unicode", "utf-16le", "utf-16be", "utf-8", None])
@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-16", "utf-32-le", "utf-32"])
@pytest.mark.parametrize("text", [JA, RU, DE], ids=["ja", "ru", "de"])
def test_wide_text(text, charset, declared):
    """UTF-16 and UTF-32, with a mark and without, in either order, whatever the label says of the order."""
    assert decode(text.encode(charset), declared) == text


@pytest.mark.parametrize("text", ["a\x00b", "\x00" * 9, "重要\x00です", "abc\x00\x00def"])
def test_stray_nuls_are_no_wide_text(text):
    """A NUL alone makes no UTF-16."""
    assert decode(text.encode()) == text


def test_chinese_by_escapes():
    """ISO-2022-CN: GB 2312 is read, and of the other set it is said that something stood there."""
    assert decode(b"\x1b$)A\x0eDz:C\x0f, abc", "iso-2022-cn") == "您好, abc"
    assert decode(b"\x1b$)G\x0eDA\x0f abc", "iso-2022-cn") == "\ufffd abc"


@pytest.mark.parametrize("declared", ["iso-2022-jp-2004", "iso-2022-jp-ms", "cp50221", "csISO2022JP", "utf-8", None])
def test_the_newer_japanese_set(declared):
    """Characters that only JIS X 0213 has, whatever the label."""
    text = "剝ぐ𠮟る俱楽部㐂"

    assert decode(text.encode("iso2022_jp_2004"), declared) == text


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        ("重要", "cp932", "shift_jis"),
        ("重要", "cp932", None),
        ("本人確認", "cp932", None),
        ("請求書", "euc_jp", None),
        ("三井住友銀行", "euc_jp", "us-ascii"),
        ("ご案内", "euc_jp", "iso-8859-1"),
        ("えきねっと", "cp932", "iso-8859-1"),
        ("株式会社見本", "gb18030", "gb2312"),
        ("通知", "gb18030", "gb2312"),
        ("您好", "gb2312", "gb2312"),
        ("帳戶", "big5", "big5"),
        ("계정 확인", "cp949", "euc-kr"),
        ("Müller", "utf-8", "gb2312"),
        ("Müller", "cp1252", None),
        ("São Paulo", "cp1252", "iso-8859-1"),
        ("INTIMAÇÃO", "cp1252", "iso-8859-1"),
        ("£7,000 ©2026 · 5°", "cp1252", None),
        ("Привет", "cp1251", "windows-1251"),
    ],
)
def test_a_few_characters(text, charset, declared):
    """Subjects and names: the label decides, and without one what is most likely in our mail."""
    assert decode(text.encode(charset), declared) == text


@pytest.mark.parametrize("label", ["Shift_JIS", "x-sjis", "shift_jis"])
def test_the_label_of_the_html_counts_when_the_mail_has_none(label):
    """A page names its own charset; what cannot be, it is not."""
    head = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}"></head>'.encode()
    body = "<b>ｶﾀｶﾅ</b>".encode("cp932")

    assert decode(head + body).endswith("<b>ｶﾀｶﾅ</b>")
    assert decode(head + JA.encode("euc_jp")).endswith(JA)
    assert decode(head + JA.encode()).endswith(JA)
    assert decode(head.replace(label.encode(), b"windows-1250") + PL.encode("cp1250")).endswith(PL)


@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1"])
def test_a_replacement_character_is_whole_utf_8(declared):
    """What another program could not read stays what it is."""
    text = "phone \ufffd and \ufffd café"

    assert decode(text.encode() + b"\xef\xbf", declared).rstrip("\ufffd") == text


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(128, 256)) * 20_000,
        b"\xb6" * 2_000_000,
        b"<meta " * 400_000 + b"\xff",
        b"a\xe9b " * 600_000,
        b"\x1b$)C" + b"\x0e0m\x0f" * 300_000,
        b"\x1b$B" * 300_000,
        b"\x00a" * 1_000_000 + b"\x00",
    ],
)
def test_hostile_bytes_take_bounded_time(data):
    """Length costs linear time, and nothing raises."""
    began = time.monotonic()
    decode(data, "gb2312")

    assert time.monotonic() - began < 2


def word(text: str, charset: str, name: str | None = None, coding: str = "B") -> str:
    """An encoded word (RFC 2047)."""
    raw = text.encode(charset)
    said = base64.b64encode(raw).decode() if coding == "B" else "".join(f"={b:02X}" for b in raw)
    return f"=?{name or charset}?{coding}?{said}?="


SPLIT = base64.b64encode("重要な".encode()[:4]).decode(), base64.b64encode("重要な".encode()[4:]).decode()


@pytest.mark.parametrize(
    ("field", "subject"),
    [
        (word("重要なお知らせ", "cp932", "Shift_JIS"), "重要なお知らせ"),
        (word("重要なお知らせ", "euc_jp", "shift_jis"), "重要なお知らせ"),
        (word("重要なお知らせ", "cp932", "utf-8"), "重要なお知らせ"),
        (word("重要なお知らせ", "utf-8", "iso-2022-jp"), "重要なお知らせ"),
        (word("重要なお知らせ", "iso2022_jp", "us-ascii"), "重要なお知らせ"),
        (word("重要なお知らせ", "utf-8", "no-such-charset"), "重要なお知らせ"),
        (word("重要なお知らせ", "utf-16", "utf-16"), "重要なお知らせ"),
        (word("您的账户", "gb2312"), "您的账户"),
        (word("您的帳戶", "big5"), "您的帳戶"),
        (word("계정 확인", "cp949", "ks_c_5601-1987", "Q"), "계정 확인"),
        (word("Привет", "koi8-r"), "Привет"),
        (word("บัญชี", "cp874", "windows-874"), "บัญชี"),
        (word("Müller", "cp1252", "iso-8859-1", "Q"), "Müller"),
        (
            word("重", "utf-8")
            + " "
            + word("要", "iso2022_jp", "iso-2022-jp")
            + " "
            + word("な", "cp932", "shift_jis"),
            "重要な",
        ),
        (f"=?utf-8?B?{SPLIT[0]}?= =?utf-8?B?{SPLIT[1]}?=", "重要な"),
        (f"=?UTF-8?B?{SPLIT[0]}?=\n\t=?utf-8?b?{SPLIT[1]}?=", "重要な"),
        ("=?utf-8?Q?=E9=87?= =?utf-8?Q?=8D=E8=A6=81?=", "重要"),
        (word("重要な", "utf-8").replace("=?=", "?="), "重要な"),
        ("=?utf-8?B?6Y eN 6K aB?=", "重要"),
        ("=?utf-8?B? 6YeN6KaB ?=", "重要"),
        ("=?utf-8?B?6YeN\n 6KaB?=", "重要"),
        ("=?utf-8?B?6YeNOg==6KaBOg==?=", "重:要:"),
        ("=?utf-8?Q?=E9=87=8D=\n =E8=A6=81?=", "重要"),
        ("=?utf-8?Q?=E9=87=8D =E8=A6=81?=", "重 要"),
        ("=?utf-8?Q?重=E8=A6=81?=", "重要"),
        ("=?utf-8?Q?a_b=5Fc?=", "a b_c"),
        ("=?utf-8?Q?Hello_?= =?utf-8?Q?World?=", "Hello World"),
        ('=?"utf-8"?B?6YeN6KaB?=', "重要"),
        ("=?utf-8?B?6YeN6KaB", "重要"),
        ("=?utf-8?B?6YeN6KaB?", "重要"),
        ("=?utf-8?B?6YeN6KY", "重"),
        ("=?utf-8?B?6YeN6A==?= =?utf-8?B?poE", "重要"),
        ("=?utf-8?Q?=E9=87=8D=E8=A6=8", "重"),
        (word(word("重要", "cp932", "shift_jis"), "utf-8"), "重要"),
        (word(word("重要", "utf-8"), "us-ascii", coding="Q"), "重要"),
        (word(word(word("重要", "utf-8"), "us-ascii"), "us-ascii"), word("重要", "utf-8")),
        ("=?utf-8?B??=", ""),
        ("=?utf-8?B?!!!?=", ""),
        ("is 1=?2", "is 1=?2"),
        ("=?=?=?=?", "=?=?=?=?"),
    ],
)
def test_encoded_words(field, subject):
    """Every way in which mailers get RFC 2047 wrong and readers read it all the same."""
    assert read(f"Received: x\nFrom: a@example.com\nSubject: {field}\n\nhello".encode()).subject == subject


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (word("カゴヤ", "utf-8"), "カゴヤ"),
        ('"' + word("カゴヤ", "iso2022_jp", "iso-2022-jp") + '"', "カゴヤ"),
        (
            '"' + word("カゴヤ", "cp932", "shift_jis") + " " + word("サポート", "cp932", "shift_jis") + '"',
            "カゴヤサポート",
        ),
        (word('"カゴヤ, Inc." <info@example.jp>', "utf-8"), 'カゴヤ, Inc." <info@example.jp>'),
        ("カゴヤ", "カゴヤ"),
        ('"カゴヤ"', "カゴヤ"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "cp932", "euc_jp", "iso2022_jp"])
def test_display_names(field, name, charset):
    """Names in words, in quoted words, and in raw bytes of every Japanese charset."""
    mail = f"Received: x\nFrom: {field} <a@example.com>\nSubject: s\n\nhello".encode(charset)
    sender = read(mail).sender

    assert (sender.name, sender.address) == (name, "a@example.com")


EIGHT = {
    "UTF-8": (JA.encode(), "utf-8"),
    "ISO-2022-JP": (JA.encode("iso2022_jp"), "iso-2022-jp"),
    "Shift_JIS": (JA.encode("cp932"), "shift_jis"),
    "EUC-JP": (JA.encode("euc_jp"), "euc-jp"),
    "undeclared UTF-8": (JA.encode(), None),
    "undeclared ISO-2022-JP": (JA.encode("iso2022_jp"), None),
    "undeclared Shift_JIS": (JA.encode("cp932"), None),
    "UTF-8 as ISO-2022-JP": (JA.encode(), "iso-2022-jp"),
}


@pytest.mark.parametrize("subtype", ["plain", "html"])
@pytest.mark.parametrize("case", EIGHT)
def test_japanese_mail_is_read(case, subtype):
    """Eight of eight, as text and as a page, with nothing lost."""
    body, charset = EIGHT[case]
    label = f"; charset={charset}" if charset else ""
    head = f"Received: x\nFrom: a@example.com\nContent-Type: text/{subtype}{label}\nContent-Transfer-Encoding: 8bit\n\n"
    message = read(head.encode() + (b"<p>" + body + b"</p>" if subtype == "html" else body))

    assert (message.text, message.losses) == (JA, ())
