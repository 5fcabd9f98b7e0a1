"""What Fuwake writes is for its own user alone, whatever the shell's mask allows."""

from __future__ import annotations

import asyncio
import os
import stat
from typing import TYPE_CHECKING

from tests.scenarios.office import MAILS
from tests.scenarios.process import FUWAKE
from tests.servers.knot import Knot

if TYPE_CHECKING:
    from pathlib import Path

ZONE = {"example-shop.jp": {"MX": ["10 mx0.example-shop.jp"]}, "mx0.example-shop.jp": {"A": ["203.0.113.25"]}}


async def test_the_cache_is_ours_alone(tmp_path: Path) -> None:
    """With a mask that lets everybody read, nobody else may read what was asked and answered."""
    folder = tmp_path / "var"
    with Knot(ZONE) as knot:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "FUWAKE_DATA_DIR": str(folder),
            "FUWAKE_DNS_SERVERS": knot.server,
            "FUWAKE_BLOCKLISTS": "none",
            "FUWAKE_URIBLS": "none",
            "FUWAKE_REGISTRATION": "off",
        }
        command = ("sh", "-c", f"umask 022; exec {FUWAKE} check {MAILS / 'mailbox-expired.eml'}")
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(*command, env=environment, cwd=tmp_path, stdout=quiet)
        code = await process.wait()
    written = [path for path in folder.rglob("*") if path.is_file()]
    open_to_others = [path.name for path in written if stat.S_IMODE(path.stat().st_mode) & 0o077]

    assert code == 0
    assert "cache.db" in {path.name for path in written}
    assert open_to_others == []
