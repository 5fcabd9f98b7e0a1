"""The honest mails of this directory, and whose they are: a small company's that has its own server and two hosted ones."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from analyzers import Level, OurSide

HERE = Path(__file__).parent
SIDE = OurSide(
    domains=("midori-kogyo.co.jp",),
    servers=("mx1.midori-kogyo.co.jp", "mail.protection.outlook.com", "mx.google.com"),
)
ACCEPTABLE = {
    "no-sign": {Level.NO_SIGN},
    "caution": {Level.NO_SIGN, Level.CAUTION},
    "insufficient": {Level.INSUFFICIENT},
}


@dataclass(frozen=True, slots=True)
class Genuine:
    """An honest mail: its `file`, what it is, and what is expected once every question about it is answered.

    `level` is a key of ACCEPTABLE; `spf`, `dkim` and `dmarc` are results, or `none` where there is nothing to tell.
    """

    file: str
    about: str
    language: str
    kind: str
    level: str
    spf: str
    dkim: str
    dmarc: str

    @property
    def data(self) -> bytes:
        """The mail as it stands."""
        return (HERE / self.file).read_bytes()


MAILS = tuple(Genuine(**row) for row in tomllib.loads((HERE / "index.toml").read_text(encoding="utf-8"))["mail"])
_world = json.loads((HERE / "zone.json").read_text(encoding="utf-8"))
# One key signs for all: what is at stake is whose name stands on a signature.
ZONE = _world["dns"] | {name: {"TXT": [_world["dkim"]["record"]]} for name in _world["dkim"]["names"]}
