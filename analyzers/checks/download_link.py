"""Does a link lead straight to a packed file or to a program, at a place that has nothing to do with the sender?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.passwords import states_password
from analyzers.reading.filenames import extension

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Host

# What Windows opens by itself; the packed source code that programmers send one another is none of it.
_PACKED = frozenset({"zip", "rar", "7z", "cab", "ace", "arj", "lzh"})
_RUN = """
    apk appinstaller appx bat cmd cpl dmg exe hta img iso jse lnk msi msix one pif pkg ps1 scr vbe vbs vhd vhdx wsf xll
    docm dotm pptm xlam xlsm
    """
_PROGRAMS = frozenset(_RUN.split())


@dataclass(frozen=True, kw_only=True)
class DownloadLink(Finding):
    """A link to `host` loads the file `name` (`kind` `packed` or `program`); `password`: the mail states one for it."""

    host: str
    name: str
    kind: str
    password: bool

    @property
    def variant(self) -> str:
        """Who gives the password along with a file keeps it from filters, and from nobody else."""
        return "password" if self.password else "" if self.kind == "program" else self.kind


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; a host with whose people the mail was written is no stranger's."""
    for link in dossier.destinations.strangers:
        name = link.path[-300:].rpartition("/")[2]
        end = extension(name)
        if link.target is None or end not in _PACKED | _PROGRAMS or _is_of_thread(link.target, dossier):
            continue
        yield DownloadLink(
            host=link.target.name,
            name=name[-60:],
            kind="packed" if end in _PACKED else "program",
            password=states_password(dossier.message.text),
            evidence=(Evidence("body", link.where),),
        )
        return


def _is_of_thread(host: Host, dossier: Dossier) -> bool:
    """Whether somebody of the host's house takes part in the conversation."""
    own = host.registrable_domain
    return own is not None and any(
        address.lower().endswith(("@" + own, "." + own)) for address in dossier.message.recipients
    )
