"""What mails come packed in, written byte by byte: OLE storages (.msg), TNEF, compressed RTF, zip with a password."""

from __future__ import annotations

import struct
import zlib

END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
FIXED = {0x0003: "<i", 0x0040: "<Q", 0x000B: "<H"}


def ole(tree: dict) -> bytes:
    """An OLE file: names to bytes, or to storages of the same kind (MS-CFB); brothers hang on one another, to the right."""
    rows: list[list] = [["Root Entry", tree, FREE]]
    sectors, mini = _Chain(512), _Chain(64)
    entries = []
    for name, content, right in rows:
        child, start, size = FREE, END, 0
        if isinstance(content, dict):
            if content:
                child = len(rows)
                rows += [[key, value, child + at + 1] for at, (key, value) in enumerate(content.items())]
                rows[-1][2] = FREE
        else:
            start, size = (mini if len(content) < 4096 else sectors).store(content), len(content)
        entries.append([name, 1 if isinstance(content, dict) else 2, right, child, start, size])
    entries[0][1], entries[0][4], entries[0][5] = 5, sectors.store(b"".join(mini.pieces)), 64 * len(mini.pieces)
    mini_table = sectors.store(struct.pack(f"<{len(mini.next)}I", *mini.next), b"\xff")
    directory = sectors.store(b"".join(_entry(*entry) for entry in entries))
    first = len(sectors.pieces)
    count = next(n for n in range(1, 110) if first + n <= n * 128)
    table = struct.pack(f"<{first + count}I", *sectors.next, *[FAT] * count).ljust(512 * count, b"\xff")
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, count, directory, 0, 4096, mini_table, len(mini.next) // 128 + 1, END, 0)
    head += struct.pack("<109I", *range(first, first + count), *[FREE] * (109 - count))
    return head + b"".join(sectors.pieces) + table


class _Chain:
    """Sectors of one size, and which follows which."""

    def __init__(self, size: int) -> None:
        self.size, self.pieces, self.next = size, [], []

    def store(self, data: bytes, fill: bytes = b"\0") -> int:
        """Where `data` begins."""
        start = len(self.pieces)
        self.pieces += [data[at : at + self.size].ljust(self.size, fill) for at in range(0, len(data), self.size)]
        self.next += [*range(start + 1, len(self.pieces)), END] if data else []
        return start if data else END


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII36sIQ", written, len(written) + 2, kind, 1, FREE, right, child, b"", start, size)


def storage(props: dict, head: int = 32, **more) -> dict:
    """The streams of a MAPI object: (identifier, type) to value, and further storages."""
    rows, streams = b"", {}
    for (identifier, kind), value in props.items():
        if kind in FIXED:
            rows += struct.pack("<HHI", kind, identifier, 6) + struct.pack(FIXED[kind], value).ljust(8, b"\0")
        else:
            data = value.encode("utf-16-le") if kind == 0x1F else value
            streams[f"__substg1.0_{identifier:04X}{kind:04X}"] = data
    return {"__properties_version1.0": b"\0" * head + rows, **streams, **more}


def lzfu(rtf: bytes) -> bytes:
    """Compressed RTF without any compression: eight literal bytes behind each control byte (MS-OXRTFCP)."""
    body = b"".join(b"\0" + rtf[at : at + 8] for at in range(0, len(rtf), 8))
    return struct.pack("<IIII", len(body) + 12, len(rtf), 0x75465A4C, 0) + body


def tnef(*attributes: tuple[int, int, bytes]) -> bytes:
    """A TNEF stream of (level, identifier with its type, value)."""
    out = struct.pack("<IH", 0x223E9F78, 1)
    for level, identifier, value in attributes:
        out += struct.pack("<BII", level, identifier, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)
    return out


def mapi(props: dict) -> bytes:
    """Properties as TNEF holds them."""
    out = struct.pack("<I", len(props))
    for (identifier, kind), value in props.items():
        out += struct.pack("<HH", kind, identifier)
        if kind in FIXED:
            out += struct.pack(FIXED[kind], value).ljust(8 if kind == 0x40 else 4, b"\0")
        else:
            data = value.encode("utf-16-le") + b"\0\0" if kind == 0x1F else value
            out += struct.pack("<II", 1, len(data)) + data + b"\0" * (-len(data) % 4)
    return out


def locked_zip(name: str, data: bytes, password: bytes, *, method: int = 0) -> bytes:
    """A zip of one file under a password, in the old cipher of PKZIP; `method` 99 only says that it is AES."""
    crc = zlib.crc32(data)
    keys = [0x12345678, 0x23456789, 0x34567890]

    def step(byte: int) -> None:
        keys[0] = _crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _crc(keys[2], keys[1] >> 24)

    for byte in password:
        step(byte)
    secret = bytearray()
    for byte in b"\0" * 11 + bytes([crc >> 24]) + data:
        mask = keys[2] | 2
        secret.append(byte ^ ((mask * (mask ^ 1) >> 8) & 0xFF))
        step(byte)
    written = name.encode()
    common = struct.pack("<HHHHIIIHH", 1, method, 0, 0, crc, len(secret), len(data), len(written), 0)
    local = b"PK\3\4\x14\0" + common + written + bytes(secret)
    central = b"PK\1\2\x14\0\x14\0" + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + written
    return local + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def _crc(value: int, byte: int) -> int:
    value = (value ^ byte) & 0xFF | value & ~0xFF
    for _ in range(8):
        value = (value >> 1) ^ (0xEDB88320 if value & 1 else 0)
    return value
