"""S/MIME: what a signature is wrapped around (RFC 5652, sections 3 and 5), found by a short walk through its BER.

No signature is verified here, and nothing is decrypted.
"""

from __future__ import annotations

from typing import Final

_SIGNED: Final = bytes.fromhex("2a864886f70d010702")
_ENCRYPTED: Final = (
    bytes.fromhex("2a864886f70d010703"),
    bytes.fromhex("2a864886f70d0109100117"),
)  # enveloped, auth-enveloped
_END: Final = b"\0\0"
_MAX_STEPS: Final = 100_000


def content(data: bytes) -> dict[str, object]:
    """`kind`: `signed` with the `content` that was signed, `encrypted`, or `other`. Raises ValueError for what is no BER."""
    walk = _Walk(data)
    at, _ = walk.enter(0, 0x30)
    kind, at = walk.octets(at, 0x06)
    if kind != _SIGNED:
        return {"kind": "encrypted" if kind in _ENCRYPTED else "other", "content": b""}
    at, _ = walk.enter(at, 0xA0)
    at, _ = walk.enter(at, 0x30)
    at = walk.skip(walk.skip(at))  # the version and the digest algorithms
    at, _ = walk.enter(at, 0x30)
    at = walk.skip(at)  # the type of the content
    at, _ = walk.enter(at, 0xA0)
    return {"kind": "signed", "content": walk.string(at)}


class _Walk:
    """Steps over tags and lengths, definite or not (X.690, section 8.1)."""

    def __init__(self, data: bytes) -> None:
        self.data, self.steps = data, 0

    def head(self, at: int) -> tuple[int, int, int | None]:
        """The tag, where its content begins, and where it ends: None when an end mark tells."""
        self.steps += 1
        if self.steps > _MAX_STEPS or at + 2 > len(self.data):
            raise ValueError("no end")
        tag, size = self.data[at], self.data[at + 1]
        if tag & 0x1F == 0x1F:
            raise ValueError("a tag of many bytes")
        if size == 0x80:
            return tag, at + 2, None
        if size < 0x80:
            return tag, at + 2, at + 2 + size
        count = size & 0x7F
        if count > 4:
            raise ValueError("too long")
        start = at + 2 + count
        return tag, start, start + int.from_bytes(self.data[at + 2 : start], "big")

    def enter(self, at: int, wanted: int) -> tuple[int, int | None]:
        """The content of the value at `at`, which has the tag `wanted`."""
        tag, start, end = self.head(at)
        if tag != wanted:
            raise ValueError("another tag")
        return start, end

    def octets(self, at: int, wanted: int) -> tuple[bytes, int]:
        """A primitive value, and where the next one begins."""
        start, end = self.enter(at, wanted)
        if end is None:
            raise ValueError("no length")
        return self.data[start:end], end

    def skip(self, at: int) -> int:
        """Where the value after the one at `at` begins."""
        depth = 0
        while True:
            if depth and self.data.startswith(_END, at):
                depth, at = depth - 1, at + 2
            else:
                _, start, end = self.head(at)
                depth, at = (depth + 1, start) if end is None else (depth, end)
            if not depth:
                return at

    def string(self, at: int) -> bytes:
        """An OCTET STRING, which may come in pieces."""
        tag, start, end = self.head(at)
        if tag == 0x04 and end is not None:
            return self.data[start:end]
        if tag != 0x24:
            raise ValueError("no octet string")
        pieces, at = [], start
        while at < (len(self.data) if end is None else end) and not (end is None and self.data.startswith(_END, at)):
            inner = self.head(at)
            pieces.append(self.string(at) if inner[0] == 0x24 else self.octets(at, 0x04)[0])
            at = self.skip(at)
        return b"".join(pieces)
