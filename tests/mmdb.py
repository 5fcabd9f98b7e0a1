"""A writer of small MaxMind DB files, after the format's specification (maxmind.github.io/MaxMind-DB)."""

from __future__ import annotations

import ipaddress
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

MARK = b"\xab\xcd\xefMaxMind.com"
EPOCH = 1_780_666_922  # 5 June 2026
CITY = {
    "218.219.125.240/32": {"city": "Chiyoda City", "country_code": "JP", "state1": "Tokyo"},
    "222.227.84.0/24": {"city": "Oyama", "country_code": "JP", "state1": "Tochigi"},
    "68.178.245.0/24": {"city": "Tempe (South Tempe)", "country_code": "US", "state1": "Arizona"},
    "8.8.8.0/24": {"city": "Mountain View", "country_code": "US"},
}
CITY_6 = {"2001:db8:6::/48": {"city": "Osaka", "country_code": "JP"}}
OTHER = {
    "218.219.125.240/32": {"city": {"names": {"en": "Nagasaki", "ja": "長崎市"}}, "country": {"iso_code": "JP"}},
    "68.178.245.0/24": {"country": {"iso_code": "US"}, "location": {"latitude": 37.75, "accuracy_radius": 1000}},
    "8.8.8.0/24": {"country": {"iso_code": "US"}},
}
ASN = {
    "218.219.0.0/16": {"autonomous_system_number": 7679, "autonomous_system_organization": "QTnet,Inc."},
    "222.227.0.0/16": {"autonomous_system_number": 2516, "autonomous_system_organization": "KDDI CORPORATION"},
    "68.178.245.0/24": {"autonomous_system_number": 398101, "autonomous_system_organization": "GoDaddy.com, LLC"},
    "8.8.8.0/24": {"autonomous_system_number": 15169, "autonomous_system_organization": "Google LLC"},
}


def write_sources(folder: Path) -> Path:
    """City data of two makers that disagree about case A, and networks, in `folder`, each called as its maker does."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dbip-city-ipv4.mmdb").write_bytes(mmdb(CITY, "city ipv4", record_size=24))
    (folder / "dbip-city-ipv6.mmdb").write_bytes(mmdb(CITY_6, "city ipv6", version=6))
    (folder / "geolite2-city.mmdb").write_bytes(mmdb(OTHER, "GeoLite2-City"))
    (folder / "dbip-asn.mmdb").write_bytes(mmdb(ASN, "asn ipv4"))
    return folder


def mmdb(networks: dict[str, Any], kind: str, *, version: int = 4, record_size: int = 28, epoch: int = EPOCH) -> bytes:
    """The file that gives the records of `networks` (in CIDR notation); `kind` is its database type."""
    bits = 32 if version == 4 else 128
    nodes: list[list[Any]] = [[None, None]]
    data = bytearray()
    for text, record in networks.items():
        network = ipaddress.ip_network(text)
        address, length = int(network.network_address), network.prefixlen + (bits - network.max_prefixlen)
        at = 0
        for depth in range(length - 1):
            side = address >> (bits - 1 - depth) & 1
            if nodes[at][side] is None:
                nodes.append([None, None])
                nodes[at][side] = len(nodes) - 1
            at = nodes[at][side]
        nodes[at][address >> (bits - length) & 1] = b"%d" % len(data)
        data += encode(record)
    count = len(nodes)
    tree = b"".join(_node([_record(child, count) for child in node], record_size) for node in nodes)
    about = {
        "node_count": _U32(count),
        "record_size": _U16(record_size),
        "ip_version": _U16(version),
        "database_type": kind,
        "languages": [],
        "binary_format_major_version": _U16(2),
        "binary_format_minor_version": _U16(0),
        "build_epoch": _U64(epoch),
        "description": {},
    }
    return tree + bytes(16) + bytes(data) + MARK + encode(about)


class _U16(int):
    kind = 5


class _U32(int):
    kind = 6


class _U64(int):
    kind = 9


def encode(value: Any) -> bytes:
    """One value of the data section."""
    if isinstance(value, str):
        return _head(2, len(value.encode())) + value.encode()
    if isinstance(value, float):
        return _head(3, 8) + struct.pack(">d", value)
    if isinstance(value, dict):
        return _head(7, len(value)) + b"".join(encode(key) + encode(each) for key, each in value.items())
    if isinstance(value, list):
        return _head(11, len(value)) + b"".join(encode(each) for each in value)
    packed = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return _head(getattr(value, "kind", 9 if value >> 32 else 6), len(packed)) + packed


def _head(kind: int, size: int) -> bytes:
    """The control byte, with the extended type and the longer sizes where they are needed."""
    short, more = (
        (size, b"") if size < 29 else (29, bytes([size - 29])) if size < 285 else (30, (size - 285).to_bytes(2))
    )
    return bytes([kind << 5 | short]) + more if kind < 8 else bytes([short, kind - 7]) + more


def _record(child: Any, count: int) -> int:
    """A node's number, or beyond the last node: nothing, or where the data stand."""
    return count if child is None else count + 16 + int(child) if isinstance(child, bytes) else child


def _node(records: list[int], size: int) -> bytes:
    left, right = records
    if size == 24:
        return left.to_bytes(3) + right.to_bytes(3)
    return (left & 0xFFFFFF).to_bytes(3) + bytes([left >> 24 << 4 | right >> 24]) + (right & 0xFFFFFF).to_bytes(3)
