"""Is a web page attached, and does it ask for something?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.message import Attachment

# What the page does, the worst first, with the notes that say so.
_DOES = (
    ("password", {"html-password"}),
    ("hides", {"html-obfuscated"}),
    ("form", {"html-form"}),
    ("drawing", {"svg-script"}),
    ("script", {"html-script", "html-redirect"}),
)
_PAGES = (".html", ".htm", ".shtml", ".xhtml", ".mht", ".svg")


@dataclass(frozen=True, kw_only=True)
class HtmlAttachment(Finding):
    """The file `name` opens in a browser; it `does` ask for a `password`, show a `form`, `hide` what it does, run a `script`, or just `page`.

    A `drawing` (SVG) that runs a script is no picture.
    """

    name: str
    does: str

    @property
    def variant(self) -> str:
        """A page that asks for a password, or hides what it does, is hardly an honest one, nor is a drawing with a script."""
        return "asks" if self.does in {"password", "hides"} else "drawing" if self.does == "drawing" else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """One finding for each such file, three at most."""
    pages = [attachment for attachment in dossier.message.attachments if _is_page(attachment)]
    for page in pages[:3]:
        name = _name(page)
        does = next((what for what, notes in _DOES if notes & {*page.notes}), "page")
        yield HtmlAttachment(name=name, does=does, evidence=(Evidence("attachment", name),))


def _name(page: Attachment) -> str:
    """The name of the page; of one in an archive, after the archive's."""
    packed = next((inner for inner in page.contains if inner.lower().endswith(_PAGES)), None)
    own = page.name or page.type
    return f"{own}: {packed}" if packed else own


def _is_page(attachment: Attachment) -> bool:
    return bool({"html", "svg-script"} & {*attachment.notes})
