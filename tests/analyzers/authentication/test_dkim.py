"""Signatures: good, recovered, altered, gone, expired, broken. All mails are really signed here."""

import re
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzers.authentication.dkim_check import Tried, verify
from analyzers.authentication.keys import KeyGone, read_key
from analyzers.authentication.raw import MAX_FIELDS, MAX_HEADER, canonical_body, split_mail
from analyzers.authentication.signature import read_signature, tags
from tests.analyzers.authentication.signed import ED, ED_RECORD, RSA_RECORD, WEAK, WEAK_RECORD, plain, signed

RECEIVED = datetime(2025, 5, 9, tzinfo=UTC)
FOOTER = b"_______________________________________________\nlist mailing list\nlist@lists.example\n"
GOOD, RECOVERED = ("pass", "verified"), ("pass", "recovered-footer")
ALTERED, BROKEN, GONE = ("fail", "altered"), ("permerror", "broken"), ("permerror", "key-gone")


def verdict(mail, *texts, received=RECEIVED):
    """What comes out for the first signature of `mail`."""
    raw = split_mail(mail)
    field = next(field for field in raw.fields if field[0].lower() == b"dkim-signature")
    try:
        signature = read_signature(field)
    except ValueError:
        return BROKEN
    return verify(Tried(raw), signature, texts or (RSA_RECORD,), received)


def written(mail, tag, value):
    """`mail` with another value of a tag in its signature."""
    head, _, rest = mail.partition(b"\nFrom: ")
    return re.sub(rb"(?<=[\s;:])" + tag + rb"=[^;]*", tag + b"=" + value, head, count=1) + b"\nFrom: " + rest


@pytest.mark.parametrize("forms", [(a, b) for a in (b"relaxed", b"simple") for b in (b"relaxed", b"simple")])
@pytest.mark.parametrize("body", ["Hello\n", "", "\n\n\n", "a  b \t\n\n x\n\n\n", "no end", "日本語\r\n本文\n"])
@pytest.mark.parametrize(
    ("key", "algorithm", "record"), [(None, b"rsa-sha256", RSA_RECORD), (ED, b"ed25519-sha256", ED_RECORD)]
)
def test_good(forms, body, key, algorithm, record):
    """RSA and Ed25519 (RFC 8463), in all canonical forms, with either line end."""
    mail = signed(plain(body=body), forms=forms, algorithm=algorithm, **({"key": key} if key else {}))

    assert verdict(mail, record) == GOOD
    assert verdict(mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), record) == GOOD


def test_what_relaxed_allows():
    """White space and the case of names may change on the way."""
    mail = signed(plain())

    assert verdict(mail.replace(b"Subject: Your invoice", b"SUBJECT:   Your\n\t invoice  ")) == GOOD


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        (signed(plain()).replace(b"customer", b"victim"), ALTERED),
        (signed(plain()).replace(b"From: Shop", b"From: Bank"), ALTERED),
        (signed(plain()).replace(b"invoice\nDate", b"bill\nDate"), ALTERED),
        (b"From: Boss <boss@example.com>\n" + signed(plain()), ALTERED),
        (written(signed(plain()), b"b", b"AAAA" * 43), BROKEN),
        (written(signed(plain()), b"b", b"AAAA"), BROKEN),
        (written(signed(plain()), b"b", b"/" * 172), BROKEN),
        (written(signed(plain()), b"bh", b"AAAA" * 11), ALTERED),
    ],
    ids=["body", "from", "subject", "second from", "invented", "short", "large", "hash"],
)
def test_altered_is_not_invented(mail, expected):
    """What the key's owner once signed is an altered mail; what he never did is a broken signature."""
    assert verdict(mail) == expected


def test_an_altered_body_under_ed25519():
    """The kind of key shows no more than which half still fits."""
    mail = signed(plain(), key=ED, algorithm=b"ed25519-sha256")

    assert verdict(mail.replace(b"customer", b"victim"), ED_RECORD) == ALTERED
    assert verdict(mail.replace(b"customer", b"victim").replace(b"Shop", b"Bank"), ED_RECORD) == BROKEN


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        (b"v", b"2"),
        (b"a", b"rsa-sha1"),
        (b"a", b"rot13"),
        (b"a", b"ed25519-sha256"),
        (b"c", b"nice/nice"),
        (b"d", b""),
        (b"d", b"a..b"),
        (b"i", b"@other.example"),
        (b"s", b"no/selector"),
        (b"h", b"subject : date"),
        (b"h", b":".join([b"from"] * 101)),
        (b"bh", b"*"),
        (b"b", b"not base64"),
        (b"b", b""),
        (b"t", b"1; l=x"),
        (b"t", b"1; x=never"),
        (b"t", b"1; v=1"),
        (b"t", b"1; nonsense"),
        (b"t", b"1; l=99999"),
    ],
)
def test_what_can_never_be_verified(tag, value):
    """Another version, a withdrawn algorithm (RFC 8301), From unsigned, no name, no number, a tag twice."""
    found = verdict(written(signed(plain()), tag, value))

    assert found == BROKEN or (value == b"1; l=99999" and found == ALTERED)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((RSA_RECORD,), GOOD),
        (("v=spf1 -all", RSA_RECORD), GOOD),
        ((RSA_RECORD.replace("v=DKIM1; k=rsa; ", ""),), GOOD),
        ((RSA_RECORD.replace("p=MIGf", "p=MI  Gf") + " ; ",), GOOD),
        ((RSA_RECORD + "; n=note; t=y; s=email; h=sha1:sha256",), GOOD),
        ((), GONE),
        (("v=DKIM1; p=",), GONE),
        (("v=DKIM1; k=rsa; p=;",), GONE),
        (("unrelated",), GONE),
        (("v=DKIM1; k=rsa; p=*",), BROKEN),
        (("v=DKIM1; k=rsa; p=AAAA",), BROKEN),
        (("v=DKIM1; k=dsa; p=AAAA",), BROKEN),
        (("v=DKIM1 p AAAA",), BROKEN),
        ((RSA_RECORD + "; s=tlsrpt",), BROKEN),
        ((RSA_RECORD + "; h=sha1",), BROKEN),
        ((ED_RECORD,), BROKEN),
        ((WEAK_RECORD,), BROKEN),
    ],
)
def test_keys(texts, expected):
    """Found, split or noted upon; withdrawn or gone; unreadable, of another kind, too weak (RFC 8301, section 3.2)."""
    raw = split_mail(signed(plain()))

    assert verify(Tried(raw), read_signature(raw.fields[0]), texts, RECEIVED) == expected


def test_a_weak_key():
    """A signature by a key of 512 bits proves nothing, although it fits."""
    with pytest.raises(ValueError, match="size"):
        read_key((WEAK_RECORD,))
    with pytest.raises(KeyGone):
        read_key(())
    assert b"BEGIN" in WEAK


@pytest.mark.parametrize(
    ("expires", "received", "expected"),
    [
        (b"1746748800", datetime(2025, 5, 9, tzinfo=UTC), GOOD),
        (b"1746748800", datetime(2025, 5, 8, tzinfo=UTC), GOOD),
        (b"1746748800", datetime(2025, 5, 10, tzinfo=UTC), ("fail", "expired")),
        (b"1746748800", None, GOOD),
        (b"9" * 40, datetime(2025, 5, 9, tzinfo=UTC), GOOD),
    ],
)
def test_expiry_is_that_of_receipt(monkeypatch, expires, received, expected):
    """A signature that was good when the mail came stays good, however late somebody asks."""
    import dkim

    fold = dkim.fold
    expiring = (b"; h=", b"; x=" + expires + b"; h=")
    monkeypatch.setattr(
        dkim, "fold", lambda header, **more: fold(header if b"; x=" in header else header.replace(*expiring, 1), **more)
    )
    mail = signed(plain())
    assert b"x=" + expires in mail.replace(b"\n ", b"")

    assert verdict(mail, received=received) == expected


@pytest.mark.parametrize(
    "mail",
    [
        signed(plain()) + FOOTER,
        signed(plain()).replace(b"Subject: ", b"Subject: [list] ") + FOOTER,
        signed(plain()) + b"-- \nunsubscribe\n",
        signed(plain()) + b"\n=====================\nad\n",
        signed(plain(body="text\n____\nmine\n")) + FOOTER,
        signed(plain(), length=True) + b"anything at all, without a rule\n",
    ],
    ids=["list", "list with a tag", "dashes", "equals", "a rule of its own", "l="],
)
def test_footers(mail):
    """What a list put under the signed body is cut off again; what stands behind the signed part is vouched for by nobody."""
    assert verdict(mail) == RECOVERED


def test_a_part_that_a_list_added():
    """Mailman's footer as one more part of a multipart."""
    body = "--b\nContent-Type: text/plain\n\nhello\n--b\nContent-Type: text/html\n\n<p>hello\n--b--\n"
    mail = signed(plain(body=body))

    assert verdict(mail.replace(b"--b--\n", b"--b\nContent-Type: text/plain\n\nfooter\n--b--\n")) == RECOVERED


def test_a_whole_body_under_a_length():
    """A length that covers everything is no footer."""
    assert verdict(signed(plain(), length=True)) == GOOD


def test_the_top_is_no_footer():
    """Text before the signed body is an alteration."""
    head, _, body = signed(plain()).partition(b"\n\n")

    assert verdict(head + b"\n\n" + FOOTER + body) == ALTERED


@pytest.mark.parametrize(
    "source",
    [
        b"X: y\n" * (MAX_FIELDS + 1) + b"\nbody",
        b"X: " + b"y" * MAX_HEADER + b"\n\nbody",
        b"no field at all\n\nbody",
    ],
)
def test_what_is_too_much_is_not_tested(source):
    """A header block beyond all measure, or one that is none."""
    assert split_mail(source) is None


def test_splitting():
    """Folds stay with their field, a line from a mailbox file is passed over, and a mail may end with its header."""
    raw = split_mail(b"From a@b Fri\nA: 1\r\n 2\nB : 3\n\nbody\nend")

    assert (raw.fields, raw.body) == (((b"A", b" 1\r\n 2\r\n"), (b"B", b" 3\r\n")), b"body\r\nend")
    assert split_mail(b"A: 1").fields == ((b"A", b" 1\r\n"),)
    assert split_mail(b" \nA: 1\n\n").fields == ((b"A", b" 1\r\n"),)


def test_tags():
    """White space does not count, a last semicolon neither."""
    assert tags(b" a = 1 ;\r\n\tb=2=3; ") == {b"a": b"1", b"b": b"2=3"}
    for bad in (b"a=1; a=2", b"a", b"1=2", b"a=" + b" " * 100 + b"b", b"a=" + b"b" * 20_000):
        with pytest.raises(ValueError, match=r"."):
            tags(bad)


@pytest.mark.parametrize("method", [b"simple", b"relaxed"])
@given(body=st.lists(st.sampled_from([b"a", b" ", b"\t", b"\r\n", b"  \r\n"]), max_size=30).map(b"".join))
@settings(max_examples=200, deadline=None)
def test_canonical_bodies_are_those_of_dkimpy(method, body):
    """Except that white space at an end without a line end goes, too, as RFC 6376, section 3.4.4 says."""
    from dkim.canonicalization import Relaxed, Simple

    whole = body if body.endswith(b"\r\n") or method == b"simple" else body + b"\r\n"
    expected = (Simple if method == b"simple" else Relaxed).canonicalize_body(whole)

    assert canonical_body(body, method) == expected or (body == b"" and canonical_body(body, method) == b"")


def test_hostile_mails_take_no_time():
    """Mails made to hurt: white space, rules, stamps and signatures without end."""
    mail = signed(plain())
    head, _, body = mail.partition(b"\n\n")
    hostile = [
        head + b"\n\n" + b" " * 3_000_000 + body,
        head + b"\n\n" + b"-- \n" * 200_000,
        head + b"\n\n" + b"--b\n" * 200_000,
        head.replace(b"Your invoice", b"[spam] " * 500) + b"\n\n" + body,
        head.replace(b"Your invoice", b"[" * 3000) + b"\n\n" + body,
        head.replace(b"Your invoice", b"=?utf-8?b?W3NwYW1dIA==?= " * 150) + b"\n\n" + body,
        head.replace(b"Your invoice", b"[spam] " + "件".encode() * 1200) + b"\n\n" + body,
        head.replace(b"\n b=", b"\n b=" + b"\n " * 40 + b"A ") + b"\n\n" + body,
        b"DKIM-Signature: " + b";b = " * 3000 + b"\n" + mail,
    ]
    began = time.monotonic()
    for each in hostile:
        assert verdict(each) != GOOD

    assert time.monotonic() - began < 10


@given(st.binary(max_size=300), st.integers(0, 400))
@settings(max_examples=150, deadline=None)
def test_nothing_raises(noise, at):
    """Whatever bytes stand in the mail or in the key's record, there is a verdict or nothing to test."""
    mail = signed_once()
    changed = mail[:at] + noise + mail[at:]
    raw = split_mail(changed)
    if raw and any(field[0].lower() == b"dkim-signature" for field in raw.fields):
        assert verdict(changed)[0] in {"pass", "fail", "permerror"}
    assert verdict(mail, "v=DKIM1; p=" + noise.decode("latin-1"))[0] in {"pass", "permerror"}


def signed_once(_kept=[]):  # noqa: B006 -- one signature is enough for all examples
    if not _kept:
        _kept.append(signed(plain()))
    return _kept[0]
