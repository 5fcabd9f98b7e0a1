"""The checks that ask what a mail hides from filters or from its reader."""

import pytest

from analyzers.checks import (
    broken_words,
    form_in_mail,
    hidden_text,
    image_only,
    mixed_scripts,
    parts_differ,
    scrambled_text,
    styled_letters,
)
from tests.analyzers.mails import dossier, eml

PICTURE = '<a href="https://elsewhere.example/x"><img src="https://elsewhere.example/1.png" alt=""></a>'
STORY = " ".join(
    f"{first}{last}"
    for first in ["river", "stone", "cloud", "field", "north", "water", "winter", "summer"]
    for last in ["side", "house", "light", "ways", "wind", "wood"]
)
STORY = f"{STORY} {STORY} {STORY}"
OFFER = "<p>Dear customer, your parcel waits in our store, please confirm delivery details today, thank you very much indeed.</p>"


def told(check, mail):
    """The findings of one check, each with where it is known from."""
    found = list(check.check(dossier(mail)))
    assert all(finding.evidence for finding in found)
    return found


def alternatives(plain, html):
    """A mail that has its text twice."""
    parts = f"--b\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n--b\nContent-Type: text/html; charset=utf-8\n\n{html}\n--b--\n"
    head = eml(text="").decode().replace("text/plain; charset=utf-8", 'multipart/alternative; boundary="b"')
    return (head + parts).encode()


@pytest.mark.parametrize(
    "html",
    [
        PICTURE,
        f"{PICTURE}<p>Unsubscribe here</p>",
        f"{PICTURE}<p style='display:none'>{STORY}</p>",
        f"{PICTURE}<p style='color:#fff'>{STORY}</p>",
        f"<style>.x{{display:none}}</style>{PICTURE}<p class=x>{STORY}</p>",
        f"{PICTURE}<p>You receive this message because you are a member of our community. Unsubscribe at any time.</p>",
        f"{PICTURE}<p>Northfield Foods Ltd, 12 Mill Road, Northfield. Company number 123456.</p><p>Privacy</p>",
        f"{PICTURE}<p>このメールは、会員登録をされた方にお送りしています。配信停止はこちら</p><p>株式会社北野食品</p>",
    ],
)
def test_image_only(html):
    """A picture to click, and hardly a word that can be seen."""
    (found,) = told(image_only, eml(html=html))

    assert (found.code, found.facts) == ("image-only", {"host": "elsewhere.example", "site": "other"})


@pytest.mark.parametrize(
    "html",
    [
        f"{PICTURE}{OFFER}",
        f"{PICTURE}{OFFER}<p>Unsubscribe</p>",
        f"<p>Thanks, see you tomorrow.</p><p>Anna Field, Northfield Foods Ltd, 12 Mill Road, Northfield, Yorkshire</p>{PICTURE}",
        PICTURE.replace("elsewhere.example/x", "www.example.com/x") + "<p>Unsubscribe</p>",
        PICTURE.replace("elsewhere.example/x", "u1.ct.sendgrid.net/x") + "<p>Unsubscribe</p>",
        '<img src="https://elsewhere.example/1.png">',
        '<p>See <a href="https://elsewhere.example/x">this</a></p>',
        f"<div style='font-size:0px'><div style='font-size:14px'>{OFFER}</div>{PICTURE}</div>",
    ],
)
def test_not_image_only(html):
    """Words beside it, the sender's own site or mailing service, a picture that leads nowhere, a link in words."""
    assert told(image_only, eml(html=html)) == []


@pytest.mark.parametrize("host", ["www.example.com", "u1.ct.sendgrid.net"])
def test_image_without_a_word(host):
    """Even one that leads to the sender's own site says nothing of who sent it."""
    (found,) = told(image_only, eml(html=PICTURE.replace("elsewhere.example/x", f"{host}/x")))

    assert (found.host, found.variant) == (host, "own")


@pytest.mark.parametrize(
    ("html", "asks"),
    [
        ('<form action="https://a.example/"><input type="password"><button>OK</button></form>', ["password"]),
        ('<form action="https://a.example/"><input name="cvv"></form>', ["card"]),
        ('<form action="https://a.example/"><input name="q"><input type="submit"></form>', []),
    ],
)
def test_form_in_mail(html, asks):
    """A field for a password or the numbers of a card; one to search in says nothing."""
    found = told(form_in_mail, eml(html=html))

    assert [(each.asks, each.variant) for each in found] == [(what, "password") for what in asks]


@pytest.mark.parametrize(
    ("html", "how"),
    [
        ('<p style="direction:rtl;unicode-bidi:bidi-override">yadot drowssap ruoy yfireV</p>', ["turned"]),
        ('<p style="direction:rtl">Verify your password today</p>', []),
        ('<p>pass<b style="display:none">x</b>word</p>' * 5, ["split"]),
        ('<p>pass<b style="display:none">x</b>word</p>' * 4, []),
        ('<p>password <b style="display:none">word</b> word</p>' * 5, []),
    ],
)
def test_scrambled_text(html, how):
    """Letters that only the style puts right."""
    assert [found.how for found in told(scrambled_text, eml(html=html))] == how


@pytest.mark.parametrize(
    ("subject", "text", "place"),
    [
        ("Your p\u0430ssword", "Hello", "subject"),
        ("Hello", "Your p\u0430ssword and your \u0430ccount", "text"),
        ("Hello", "V\u03b5rify Amaz\u03bfn and \u03a1ayPal", "text"),
    ],
)
def test_mixed_scripts(subject, text, place):
    """Cyrillic and Greek letters pass for Latin ones."""
    (found,) = told(mixed_scripts, eml(subject=subject, text=text))

    assert (found.code, found.place) == ("mixed-scripts", place)


@pytest.mark.parametrize(
    "text",
    [
        "Привет, пишу про Windows и Linux сегодня",
        "One slip: p\u0430ssword",
        "λ=5 µm, 10 kΩ, Δt and ΔH, βlactam",
        "日本語とLatin",
        "Zażółć gęślą jaźń",
    ],
)
def test_no_mixed_scripts(text):
    """Languages side by side, units, formulas, and one slip of the keyboard."""
    assert told(mixed_scripts, eml(text=text)) == []


@pytest.mark.parametrize(
    ("subject", "text", "count"),
    [
        ("p\u034fl\u034feas\u034fe reply", "Hello", 3),
        ("Hello", "ver\u200bify yo\u200bur acc\u2060ount no\u2069w", 4),
        ("Hello", "ご利\u200b用の\u200bカー\u200bドを確\u200b認", 4),
        ("Hello", "v\u0336e\u0336r\u0336i\u0336fy", 4),
    ],
)
def test_broken_words(subject, text, count):
    """Characters without a glyph, and strokes, in the middle of words."""
    (found,) = told(broken_words, eml(subject=subject, text=text))

    assert (found.code, found.count) == ("broken-words", count)


@pytest.mark.parametrize(
    "text",
    [
        "Preview\u200c \u200c \u200c \u034f \u034f \u034f \u200c text",
        "Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschaft",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 " * 9,
        "\u0915\u094d\u200d\u0937 " * 9,
        "👩\u200d💻👨\u200d👩\u200d👧 ☎\ufe0f ☎\ufe0f ☎\ufe0f ☎\ufe0f",
        "Tie\u0302\u0301ng Vie\u0323\u0302t e\u0301te\u0301 ho\u0302tel",
        "one zero\u200bwidth space",
    ],
)
def test_no_broken_words(text):
    """Previews, soft hyphens, Persian, Hindi, emoji, accents that are written apart, and one stray space."""
    assert told(broken_words, eml(text=text)) == []


@pytest.mark.parametrize("text", ["𝐅𝐫𝐞𝐞 money today", "Ⓐⓜⓐⓩⓞⓝ", "🅰🅼🅰🆉🅾🅽"])
def test_styled_letters(text):
    """Words that only people can read."""
    assert [f.code for f in told(styled_letters, eml(text=text))] == ["styled-letters"]


@pytest.mark.parametrize("text", ["①②③ 手順", "Ａｍａｚｏｎ", "𝑥 and 𝑦", "🅿️ parking, Ⓒ 2024"])
def test_no_styled_letters(text):
    """Numbers in circles, wide letters and single signs are ordinary."""
    assert told(styled_letters, eml(text=text)) == []


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "font-size:0",
        "font-size: 1px",
        "opacity:0",
        "max-height:0px;overflow:hidden",
        "text-indent:-9999px",
    ],
)
def test_hidden_text(style):
    """A long story about something else, by whatever style it is hidden."""
    (found,) = told(hidden_text, eml(html=f'{OFFER}<div style="{style}"><p>{STORY}</p></div>'))

    assert found.code == "hidden-text"
    assert found.count > 1_000


@pytest.mark.parametrize(
    "html",
    [
        f'<div style="display:none">Your parcel waits: {"&zwnj;&nbsp;" * 200}</div>{OFFER}',
        f'{OFFER * 6}<div style="display:none">{OFFER * 6}</div>',
        f'<td style="font-size:0px"><div style="font-size:14px">{STORY}</div></td>',
        f'{OFFER}<div style="max-height:300px">{STORY}</div>',
    ],
)
def test_no_hidden_text(html):
    """A short preview, the same words for small screens, and letters that get their size back."""
    assert told(hidden_text, eml(html=html)) == []


def test_parts_differ():
    """Filters read a story, people see an offer."""
    (found,) = told(parts_differ, alternatives(STORY, OFFER))

    assert (found.code, found.percent) == ("parts-differ", 0)


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        (
            "Dear customer, your parcel waits in our store, please confirm delivery details today, thank you. " * 9,
            OFFER,
        ),
        ("This mail has a page. Your program does not show it.", OFFER),
        (STORY, "<p>See below</p>"),
    ],
)
def test_parts_alike(plain, html):
    """The same twice, a line in place of a page, and too little to compare."""
    assert told(parts_differ, alternatives(plain, html)) == []
