"""S/MIME wrappings, as DER and as BER."""

import pytest

from analyzers.parsers.cms import content

SIGNED, ENVELOPED, DATA = (bytes.fromhex(f"2a864886f70d0107{n}") for n in ("02", "03", "01"))


def tlv(tag: int, value: bytes, *, indefinite: bool = False) -> bytes:
    """One value with its length, or with an end mark."""
    if indefinite:
        return bytes([tag, 0x80]) + value + b"\0\0"
    size = len(value)
    head = bytes([size]) if size < 0x80 else bytes([0x82]) + size.to_bytes(2, "big")
    return bytes([tag]) + head + value


def signed(octets: bytes, *, indefinite: bool = False) -> bytes:
    """SignedData around an OCTET STRING."""

    def wrap(tag: int, value: bytes) -> bytes:
        return tlv(tag, value, indefinite=indefinite)

    inner = wrap(0x30, tlv(0x06, DATA) + wrap(0xA0, octets))
    data = wrap(0x30, tlv(0x02, b"\1") + wrap(0x31, wrap(0x30, tlv(0x06, b"\x60"))) + inner + tlv(0x31, b""))
    return wrap(0x30, tlv(0x06, SIGNED) + wrap(0xA0, data))


@pytest.mark.parametrize("indefinite", [False, True])
def test_what_was_signed(indefinite):
    """The content comes out, whether lengths are given or not, and whether it is in one piece or in several."""
    pieces = tlv(0x24, tlv(0x04, b"Content-") + tlv(0x24, tlv(0x04, b"Type")), indefinite=indefinite)

    assert content(signed(tlv(0x04, b"x" * 300), indefinite=indefinite)) == {"kind": "signed", "content": b"x" * 300}
    assert content(signed(pieces, indefinite=indefinite)) == {"kind": "signed", "content": b"Content-Type"}


def test_what_is_encrypted():
    """It is told; nothing else is known of it."""
    assert content(tlv(0x30, tlv(0x06, ENVELOPED) + tlv(0xA0, b""))) == {"kind": "encrypted", "content": b""}
    assert content(tlv(0x30, tlv(0x06, DATA) + tlv(0xA0, b""))) == {"kind": "other", "content": b""}


@pytest.mark.parametrize(
    "data", [b"", b"0", b"0\x80", b"\x31\x00", b"0\x89" + b"\xff" * 20, b"\x1f\x1f\1", b"0\x80" * 50_000]
)
def test_what_is_none(data):
    """An error, soon."""
    with pytest.raises(ValueError, match=r"tag|end|long|length|string"):
        content(data)


def test_every_cut_ends():
    """No beginning of one makes the walk run on."""
    whole = signed(tlv(0x04, b"x"), indefinite=True)
    for cut in range(len(whole)):
        try:
            assert content(whole[:cut])["kind"] in {"signed", "other", "encrypted"}
        except ValueError:
            continue
