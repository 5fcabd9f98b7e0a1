"""What a parser found in a file, as the plain values that travel between processes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Final

MAX_LINKS: Final = 200
MAX_NAMES: Final = 200
MAX_TEXT: Final = 200_000
MAX_CODES: Final = 8
MAX_CODE: Final = 2_000
MAX_HREF: Final = 4_000


@dataclass(slots=True)
class Found:
    """Collects, within bounds.

    `notes` are codes of Attachment notes; `links` are (href, shown text or None, kind); `texts` may hold addresses in prose;
    `codes` is what QR codes and the like say; `names` are the files inside; `kind` a truer media type, when one shows;
    `partly` says that a bound was met.
    """

    notes: list[str] = field(default_factory=list)
    links: list[tuple[str, str | None, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    kind: str | None = None
    partly: bool = False

    def note(self, *notes: str) -> None:
        """Adds notes, each once."""
        self.notes += [note for note in notes if note not in self.notes]

    def link(self, href: str, shown: str | None = None, kind: str = "anchor") -> None:
        """Adds a link while there is room."""
        href = clean(href[:MAX_HREF])
        if href and len(self.links) < MAX_LINKS and (href, shown, kind) not in self.links:
            self.links.append((href, shown, kind))

    def code(self, text: str) -> None:
        """Adds what a code says while there is room."""
        text = clean(text[:MAX_CODE])
        if text and text not in self.codes and len(self.codes) < MAX_CODES:
            self.codes.append(text)
            self.note("qr")

    def name(self, name: str) -> None:
        """Adds the name of a file inside while there is room."""
        if len(self.names) < MAX_NAMES:
            self.names.append(clean(name[:300]))
        else:
            self.partly = True

    def text(self, text: str) -> None:
        """Adds text while there is room."""
        room = MAX_TEXT - sum(map(len, self.texts))
        if room > 0 and text.strip():
            self.texts.append(clean(text[:room]))

    def plain(self) -> dict[str, Any]:
        """Lists, texts and maps."""
        return asdict(self)


def clean(text: str) -> str:
    """Text that can be written as UTF-8, without NUL."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
