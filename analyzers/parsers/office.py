"""Office files: macros, parts loaded from elsewhere, objects inside, links, and codes in their pictures. Nothing is run.

OOXML (ISO/IEC 29500) is a zip of XML, read by pattern within bounds.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape
from typing import Any, Final

from analyzers.parsers.found import Found
from analyzers.parsers.listing import name_of, read_archive

MAX_PART: Final = 1_000_000  # unpacked bytes of one part
MAX_PARTS: Final = 60
MAX_PICTURES: Final = 4
MAX_PICTURE: Final = 3_000_000
_BASE: Final = "application/vnd.openxmlformats-officedocument."
_KINDS: Final = (
    ("word/", _BASE + "wordprocessingml.document"),
    ("xl/", _BASE + "spreadsheetml.sheet"),
    ("ppt/", _BASE + "presentationml.presentation"),
)
_RELATION: Final = re.compile(r"<Relationship\s([^<>]{1,5000})>")
_TARGET: Final = re.compile(r"\bTarget\s*=\s*[\"']([^\"'<>]{1,4000})[\"']")
_TYPE: Final = re.compile(r"\bType\s*=\s*[\"'][^\"'<>]{0,300}/([A-Za-z]{1,60})[\"']")
_EXTERNAL: Final = re.compile(r"\bTargetMode\s*=\s*[\"']External[\"']")
_LOADED: Final = {"attachedTemplate", "oleObject", "frame", "subDocument", "externalLinkPath", "package"}
_FIELD: Final = re.compile(r"HYPERLINK\s{1,8}(?:\\[a-z]\s{1,8})?(?:&quot;|\")([^\"&<>]{4,2000})")
_DDE: Final = re.compile(r"\bDDE(?:AUTO)?\s{1,8}[\"&\\a-zA-Z]|<ddeLink\b")


def read_zip(data: bytes) -> dict[str, Any]:
    """What a zip holds, as Found: an office file with its `kind`, or any other archive as a listing."""
    found = Found()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name_of(info).lstrip("/"): info for info in archive.infolist()[:5_000]}
            found.kind = _kind(parts)
            if found.kind:
                _read(archive, parts, found)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        found.kind = None
    return found.plain() if found.kind else read_archive(data, "application/zip")


def _kind(parts: dict[str, zipfile.ZipInfo]) -> str | None:
    if "[Content_Types].xml" in parts:
        return next((kind for folder, kind in _KINDS if any(name.startswith(folder) for name in parts)), None)
    if "mimetype" in parts and "content.xml" in parts:
        return "application/vnd.oasis.opendocument"
    return None


def _read(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], found: Found) -> None:
    lower = [name.lower() for name in parts]
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name or name.startswith("basic/") for name in lower):
        found.note("macro")
    if any(("/embeddings/" in name and name.endswith(".bin")) or "/activex/" in name for name in lower):
        found.note("embedded-object")
    chosen = [info for name, info in parts.items() if name.lower().endswith(".rels")][:MAX_PARTS]
    for info in chosen:
        _relations(_part(archive, info).decode("utf-8", "replace"), found)
    texts = re.compile(
        r"(?i)(?:word/(?:document|header\d*|footer\d*|comments)|xl/sharedStrings|xl/externalLinks/\w+|ppt/slides/slide\d+|content)\.xml"
    )
    for info in [info for name, info in parts.items() if texts.fullmatch(name)][:MAX_PARTS]:
        _text(_part(archive, info).decode("utf-8", "replace"), found)
    _pictures(archive, parts, found)


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int = MAX_PART) -> bytes:
    """The first bytes of one part; none when it is locked or broken."""
    try:
        with archive.open(info) as part:
            return part.read(limit)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
        return b""


def _relations(xml: str, found: Found) -> None:
    """Targets outside of the file (ECMA-376, part 2)."""
    for match in _RELATION.finditer(xml):
        target, kind = _TARGET.search(match[1]), _TYPE.search(match[1])
        if not target or not _EXTERNAL.search(match[1]):
            continue
        href, name = unescape(target[1]), kind[1] if kind else ""
        remote = bool(re.match(r"(?i)(?:https?:|ftp:|mhtml:|\\\\|file:(?:///?)?\\\\|file://[^/])", href))
        if name in _LOADED and remote:
            found.note("external-template")
        found.link(href, kind="image" if name == "image" else "anchor")


def _text(xml: str, found: Found) -> None:
    """Fields that hold links or commands, and the visible text."""
    if _DDE.search(xml):
        found.note("macro")
    for match in _FIELD.finditer(xml):
        found.link(match[1])
    for match in re.finditer(r"\bxlink:href\s*=\s*\"((?:https?|ftp):[^\"<>]{3,2000})\"", xml):
        found.link(unescape(match[1]))
    blocks = re.sub(r"</(?:w:p|a:p|si|text:p)>", "\n", xml)
    found.text(unescape(re.sub(r"<[^<>]{0,4000}>", "", blocks)))


def _pictures(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], found: Found) -> None:
    """Codes in the first pictures."""
    from analyzers.parsers.qr import read_picture

    wanted = re.compile(r"(?i)(?:word|xl|ppt)/media/[^/]{1,200}\.(?:png|jpe?g|gif|webp|bmp)|Pictures/[^/]{1,200}")
    chosen = [info for name, info in parts.items() if wanted.fullmatch(name) and info.file_size <= MAX_PICTURE]
    for info in chosen[:MAX_PICTURES]:
        for code in read_picture(_part(archive, info, MAX_PICTURE))["codes"]:
            found.code(code)
    found.partly = found.partly or len(chosen) > MAX_PICTURES
