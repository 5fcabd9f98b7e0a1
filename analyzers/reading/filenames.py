"""File names: what a name promises, and the ways in which it can lie."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from analyzers.reading.sniffing import ARCHIVES, EXECUTABLES, PICTURES

if TYPE_CHECKING:
    from collections.abc import Sequence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What Windows, macOS, Android or iOS runs, mounts or installs when it is opened.
_RUNS: Final = _words(
    """ade adp apk app appinstaller application appref-ms appx appxbundle bat chm cmd com cpl dll dmg exe gadget hlp hta img
    inf ins iqy iso isp jar jnlp jse js lnk mde mobileconfig msc msi msix msixbundle msp mst ocx pif pkg ppam ps1 psc1 psm1
    reg rgs scf scr sct search-ms settingcontent-ms shb shs slk udl url vb vbe vbs vbscript vhd vhdx vxd website wll ws wsc wsf
    wsh xbap xll"""
)
_WORK: Final = _words("app bat cmd com dll img inf jar js ps1 psm1 reg sct url vbs ws")
MAX_PARCEL: Final = 10  # files; what is sent to trick somebody is packed alone or nearly so
# What people believe to be harmless; in front of another extension it is a disguise.
_TRUSTED: Final = _words(
    """pdf doc docx xls xlsx ppt pptx txt csv rtf jpg jpeg png gif bmp tif tiff webp mp3 mp4 wav avi mov zip eml msg odt ods
    html htm xml ics"""
)
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_UNSEEN: Final = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad\u180e]")
_OFFICE: Final = {"application/x-ole-storage", "application/zip", "application/rtf", "text/html", "image/svg+xml"}
# What may honestly stand behind an extension. Names for which anything goes are not listed.
_ZIPPED: Final = {"application/zip", "application/x-ole-storage"}
_CARDS: Final = {"text/calendar", "text/vcard", "text/html"}
_PAGES: Final = {"text/html", "image/svg+xml"}
_SOUND: Final[set[str]] = set()
_HOLDS: Final[dict[str, set[str]]] = {
    extension: kinds
    for extensions, kinds in (
        ("pdf", {"application/pdf"}),
        ("jpg jpeg png gif bmp webp tif tiff", PICTURES),
        ("doc dot xls xlt ppt pps xlsb", _OFFICE),
        ("docx xlsx pptx docm xlsm pptm", _ZIPPED),
        ("rtf", {"application/rtf"}),
        ("zip rar 7z gz tgz tar bz2 xz", ARCHIVES),
        ("txt csv log ics vcf", _CARDS),
        ("html htm shtml xhtml", _PAGES),
        ("mp3 wav mp4 mov avi", _SOUND),
    )
    for extension in extensions.split()
}
_DECLARES: Final = {
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/rtf": "rtf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
}
_VAGUE: Final = {"application/octet-stream", "text/plain"}  # the first bytes show nothing that could be wrong


def plain_name(name: str) -> str:
    """The name as the operating system sees it: compatibility letters (`．ｅｘｅ`) as plain ones, without unseen characters."""
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", _TURNS.sub("", name[:1000])))
    return re.sub(r"[\s.]+$", "", folded.replace("。", "."))


def extension(name: str | None) -> str:
    """The last extension in lower case; "" when there is none."""
    base = plain_name(name or "").replace("\\", "/").rpartition("/")[2]
    stem, dot, last = base.rpartition(".")
    return last.strip().lower() if dot and stem and len(last) <= 20 else ""


def runs(name: str | None, kind: str = "application/octet-stream") -> bool:
    """Whether opening a file of that name and content runs, mounts or installs it; `example.com` may be a title."""
    last = extension(name)
    return last in _RUNS and (last != "com" or kind in {"application/octet-stream", *EXECUTABLES})


def packed_program(names: Sequence[str]) -> str | None:
    """The first file in an archive that runs when it is opened; in a large one, scripts are taken for somebody's work."""
    wanted = _RUNS if len(names) <= MAX_PARCEL else _RUNS - _WORK
    return next((name for name in names if extension(name) in wanted), None)


def name_notes(name: str | None, kind: str) -> tuple[str, ...]:
    """The notes that the name alone earns a file whose content is `kind`."""
    if not name:
        return ()
    notes = []
    if _turns_around(name):
        notes.append("rtl-override")
    if _is_double(name, kind):
        notes.append("double-extension")
    return tuple(notes)


def _turns_around(name: str) -> bool:
    """Whether letters are shown in another order than they stand; Arabic and Hebrew names need marks of direction."""
    if re.search("[\u202d\u202e]", name):
        return True
    from_right = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in name[:1000])
    return not from_right and re.search("[\u202a\u202b\u2066-\u2068]", name) is not None


def _is_double(name: str, kind: str) -> bool:
    """`invoice.pdf.exe`, `invoice.pdf      .exe`, `invoice.pdf．html`: a trusted extension that is not the last one."""
    base = plain_name(name).replace("\\", "/").rpartition("/")[2]
    pieces = [piece.strip().lower() for piece in base.split(".")]
    if len(pieces) < 3 or len(pieces[-1]) > 20 or pieces[-2] not in _TRUSTED:
        return False
    last = pieces[-1]
    return (
        last in _RUNS
        or kind in EXECUTABLES
        or (last in {"html", "htm", "svg", "shtml"} and pieces[-2] not in {"html", "htm"})
    )


def mismatch(name: str | None, declared: str | None, kind: str) -> bool:
    """Whether the content is of another family than the name says, or, without a telling name, than the mail declares."""
    promised = extension(name)
    if promised not in _HOLDS:
        promised = _DECLARES.get(declared or "", "") if not promised else ""
    return bool(promised) and kind not in _VAGUE and kind not in _HOLDS[promised]
