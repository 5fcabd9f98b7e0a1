"""The originals in a report mail: found by their bytes, each once, whole, and judged as if they had come by themselves."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzers import NotAMail, examine, read
from analyzers.trace import OurSide
from bot.mailbox.wrapper import MAX_NOTE, MAX_ORIGINALS, originals
from tests.analyzers.mails import eml
from tests.analyzers.packing import locked_zip, mapi, ole, storage, tnef
from tests.bot.mailbox.reports import CARRYING, EVIL, OURS, REPORTS, attached, letter, report

SIDE = OurSide(domains=("example.jp",), servers=("mx.example.jp",))
JUDGED = [
    "case-a-mailbox-expired/mail.eml",
    "case-b-kagoya-setup/mail.eml",
    "frauds/docx-with-link.eml",
    "frauds/charset-lie.eml",
    "frauds/amazon-forged-received-tail.eml",
    "frauds/dhl-korean.eml",
]
TEXT, BINARY = 0x1F, 0x0102
IMESSAGE = bytes.fromhex("0703020000000000c000000000000046")
MSG = ole(storage({(0x0037, TEXT): "inner", (0x1000, TEXT): "see https://evil.example/x"}))
TNEF = tnef((1, 0x00018004, b"inner\0"), (1, 0x0002800C, b"see https://evil.example/x"))
WINMAIL = tnef((2, 0x00069002, b"\0" * 14), (2, 0x00069005, mapi({(0x3701, BINARY): IMESSAGE + TNEF})))


def zipped(*files: bytes) -> bytes:
    """A zip of the given files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, data in enumerate(files):
            archive.writestr(f"{at}.eml", data)
    return out.getvalue()


def numbered(number: int) -> bytes:
    """One of several originals."""
    return EVIL.replace(b"<1@example.com>", b"<%d@example.com>" % number)


async def judged(data: bytes) -> tuple:
    """What is said of a mail: level, findings, origin."""
    found = await examine(read(data), side=SIDE)
    origin = found.dossier.trace.origin
    return found.level, [row.finding for row in found.findings], origin and (origin.ip, origin.helo, origin.rdns)


@pytest.mark.parametrize("name", CARRYING)
def test_every_format(name):
    """The mail in it is the original, byte for byte, and nothing else."""
    found = originals(report(name))

    assert (found.kind, found.originals, found.left) == ("attached", (EVIL,), 0)


def test_the_formats_are_all_there():
    """Thirteen ways of carrying a mail, and three without one."""
    assert len(CARRYING) == 13
    assert sorted({path.stem for path in REPORTS.glob("*.eml")} - {*CARRYING}) == [
        "apple-redirect",
        "google-alert",
        "phishalarm-in-text",
    ]


@pytest.mark.parametrize("mail", JUDGED)
async def test_judged_as_the_bare_original(mail):
    """However it is reported, the report of it is the same."""
    bare = (OURS / mail).read_bytes()
    expected = await judged(bare)

    for name in CARRYING:
        (original,) = originals(report(name, bare)).originals
        assert await judged(original) == expected, name


@pytest.mark.parametrize(
    "kind",
    [
        "message/global",
        "application/octet-stream; name=x.eml",
        "application/pdf; name=x.pdf",
        "text/plain; name=mail.txt",
        "x/y",
    ],
)
def test_whatever_it_is_called(kind):
    """A mail is known by its content."""
    assert originals(letter(attached(kind=kind))).originals == (EVIL,)


@pytest.mark.parametrize(
    ("packed", "mails"),
    [
        (MSG, (MSG,)),
        (zipped(EVIL), (EVIL,)),
        (zipped(EVIL, numbered(2), EVIL), (EVIL, numbered(2))),
        (zipped(MSG), (MSG,)),
        (zipped(zipped(EVIL)), (EVIL,)),
        (locked_zip("a.eml", EVIL, b"infected"), (EVIL,)),
        (WINMAIL, (TNEF,)),
        (b"From x Mon Jan  1 00:00:00 2024\n" + EVIL, (EVIL,)),
    ],
    ids=["msg", "zip", "zip-of-three", "zip-of-msg", "zip-in-zip", "infected", "winmail", "mbox"],
)
def test_packed(packed, mails):
    """What mails are packed in is opened, whatever its declared type."""
    found = originals(letter(attached(packed, "application/octet-stream; name=x.dat")))

    assert (found.kind, found.originals) == ("attached", mails)


@pytest.mark.parametrize("packed", [MSG, TNEF])
async def test_outlook_mails_are_judged_whole(packed):
    """An Outlook mail is handed over as Outlook keeps it, and can be read again."""
    (original,) = originals(letter(attached(packed if packed is MSG else WINMAIL, "application/ms-tnef"))).originals
    message = read(original)

    assert (message.subject, [link.href for link in message.links]) == ("inner", ["https://evil.example/x"])


def test_a_locked_zip():
    """What a password keeps shut is handed on, so that its reader says what to do."""
    locked = locked_zip("a.eml", EVIL, b"other")
    (original,) = originals(letter(attached(locked, "application/zip"))).originals

    with pytest.raises(NotAMail) as refused:
        read(original)
    assert (original, refused.value.code) == (locked, "encrypted")


def test_two_are_two():
    """Different mails are different cases, the same one twice is one, and their order is kept."""
    again = EVIL.replace(b"\n", b"\r\n")
    found = originals(letter(attached(numbered(2)), attached(), attached(again, "x/y"), attached(numbered(2))))

    assert (found.originals[0], len(found.originals)) == (numbered(2), 2)
    assert found.originals[1] in {EVIL, again}


def test_many():
    """Ten are looked at, and how many are left is told."""
    found = originals(letter(*(attached(numbered(n)) for n in range(13))))

    assert (found.originals, found.left) == (tuple(numbered(n) for n in range(MAX_ORIGINALS)), 3)


def test_an_original_stays_whole():
    """A mail in the original is the original's own."""
    outer = letter(attached(), sender="Bank <b@evil.example>", subject="outer")

    assert originals(letter(attached(outer, "x/y"))).originals == (outer,)


def test_a_forward_in_the_text():
    """The mail itself is the original, and what stands above the quoted mail is the note."""
    text = (
        "これ、怪しいです\n\n---------- Forwarded message ---------\nFrom: Bank <b@evil.example>\n"
        "Date: Fri, May 9, 2025 at 7:00 AM\nSubject: Pay\nTo: <h@example.jp>\n\nhttps://evil.example/pay"
    )
    raw = eml(sender="Hanako <hanako@example.jp>", subject="Fwd: Pay", text=text)
    found = originals(raw)

    assert (found.kind, found.originals, found.note) == ("inline", (raw,), "これ、怪しいです")
    assert [inner.subject for inner in read(raw).inside] == ["Pay"]


def test_a_forward_that_only_says_so():
    """A program that puts nothing recognisable above the quoted mail."""
    raw = eml(sender="Hanako <hanako@example.jp>", subject="Fw: Pay", text="https://evil.example/pay")

    assert (originals(raw).kind, originals(raw).originals, originals(raw).note) == ("inline", (raw,), "")


def test_a_file_that_is_no_mail():
    """What a colleague saved from a suspicious mail is looked at with the mail that brings it."""
    page = b'<html><form action="https://evil.example/"><input type=password></form></html>'
    raw = letter(attached(page, 'text/html; name="invoice.html"'))
    found = originals(raw)

    assert (found.kind, found.originals, found.note) == ("inline", (raw,), "look")


@pytest.mark.parametrize(
    "raw",
    [
        eml(sender="Hanako <hanako@example.jp>", text="Who is the right person to ask?"),
        eml(sender="Hanako <hanako@example.jp>", subject="Re: x", text="ありがとうございました\nhttps://example.jp/"),
        letter(attached(b"\x89PNG\r\n\x1a\n" + bytes(100), "image/png; name=logo.png")),
        letter(attached(b"BEGIN:VCARD\nFN:Hanako\nEND:VCARD\n", "text/vcard; name=hanako.vcf")),
        report("google-alert"),
        b"",
        b"\xff\x00",
    ],
)
def test_nothing(raw):
    """A question, thanks, a signature's picture: no mail was handed in."""
    assert (originals(raw).kind, originals(raw).originals) == ("nothing", ())


def test_a_pasted_source():
    """A source that was copied into the text is the original, the lines above it the note."""
    source = (OURS / JUDGED[0]).read_text()
    found = originals(eml(sender="Hanako <hanako@example.jp>", text=f"what is this?\n\n{source}"))
    bare, pasted = read(source), read(found.originals[0])

    assert (found.kind, found.note) == ("attached", "what is this?")
    assert (pasted.subject, pasted.sender.address) == (bare.subject, bare.sender.address)


async def test_written_out_by_phishalarm():
    """A mail that stands in the text between markers has its route, its sender and its link."""
    found = originals(report("phishalarm-in-text"))
    message = read(found.originals[0])
    origin = (await judged(found.originals[0]))[2]

    assert (found.kind, found.note) == ("attached", "I do not know this sender")
    assert (message.sender.address, message.subject) == ("b@evil.example", "Your mailbox is full")
    assert [link.href for link in message.links] == ["https://evil.example/login?id=3D1"]
    assert origin == ("203.0.113.5", "mail.evil.example", "mail.evil.example")


def test_sent_on_as_it_was():
    """There is nothing around a mail that was redirected."""
    raw = report("apple-redirect")

    assert (originals(raw).kind, originals(raw).originals) == ("attached", (raw,))


def test_the_note_is_bounded():
    """And holds nothing that cannot be seen."""
    found = originals(letter(attached(), text="a\x07\u200bb" + "x" * 5_000))

    assert found.note == "ab" + "x" * (MAX_NOTE - 2)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_nothing_is_too_broken(data):
    """Any report, cut, mangled and shuffled: no error, and never more than the bounds."""
    raw = bytearray(report(data.draw(st.sampled_from(sorted(path.stem for path in REPORTS.glob("*.eml"))))))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw)))
        end = data.draw(st.integers(at, min(len(raw), at + 60)))
        raw[at:end] = data.draw(
            st.sampled_from([b"", b"\0", b"\r", b"\n\n", b"--", b"\xff\xfe", b"=", raw[at:end] * 2])
        )
    found = originals(bytes(raw))

    assert found.kind in {"attached", "inline", "nothing"}
    assert (found.kind == "nothing") == (found.originals == ())
    assert len(found.originals) <= MAX_ORIGINALS
    assert len(found.note) <= MAX_NOTE
    assert all(isinstance(original, bytes) and original for original in found.originals)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes(raw):
    """Nothing raises, inside a part neither."""
    inside = letter(b"Content-Type: message/rfc822\n\n" + raw, b"Content-Type: application/zip\n\nPK\x03\x04" + raw)
    found = [originals(raw), originals(inside)]

    assert all(len(each.originals) <= MAX_ORIGINALS and len(each.note) <= MAX_NOTE for each in found)


def test_many_mails_in_a_bomb():
    """A thousand mails in one report are counted as far as the bounds go."""
    found = originals(letter(*(attached(numbered(n)) for n in range(200)), attached(zipped(*[EVIL] * 90), "x/y")))

    assert (len(found.originals), found.left) == (MAX_ORIGINALS, 50)


def test_base64_is_decoded_once():
    """An original that is encoded twice is a text, and no mail."""
    twice = base64.encodebytes(base64.encodebytes(EVIL))

    assert originals(letter(b"Content-Type: application/octet-stream; name=x\n\n" + twice)).kind == "inline"


def test_the_same_letters_read_in_two_ways():
    """What is declared to be a page shows another mail than the same letters as plain text."""
    page = EVIL.replace(b"text/plain", b"text/html")

    assert originals(letter(attached(), attached(page), attached())).originals == (EVIL, page)
