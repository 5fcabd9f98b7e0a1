"""The disk: whether there is room, and whether others on this machine can read what is ours."""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.doctor.finding import Finding, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config import Config

LITTLE: Final = 1_000_000_000  # bytes free
NONE_LEFT: Final = 50_000_000
_MANY: Final = 100_000  # files that are counted
_PRIVATE: Final = ("fuwake.sqlite*", "cache", "feeds")


async def findings(config: Config) -> list[Finding]:
    """Room and modes."""
    return await asyncio.to_thread(lambda: [_room(config.data_dir), *_modes(config)])


def _room(folder: Path) -> Finding:
    there = next((each for each in (folder.absolute(), *folder.absolute().parents) if each.exists()), Path("/"))
    try:
        free = shutil.disk_usage(there).free
    except OSError as error:
        return Finding("warn", "disk", f"cannot be looked at ({error.strerror})")
    said = f"{free / 1e9:.1f} GB free; the data folder holds {_size(folder) / 1e6:.0f} MB"
    if free < NONE_LEFT:
        return Finding("fail", "disk", f"{said}; nothing can be kept")
    return told("disk", said, fine=free >= LITTLE)


def _size(folder: Path) -> int:
    """Bytes of the files in a folder, of so many at most."""
    total = 0
    for count, path in enumerate(folder.rglob("*")):
        if count == _MANY:
            break
        try:
            found = path.lstat()
        except OSError:
            continue
        total += found.st_size if stat.S_ISREG(found.st_mode) else 0
    return total


def _modes(config: Config) -> list[Finding]:
    """What holds mail or secrets, and can be read by everybody on this machine."""
    open_ones = [path for path in _ours(config) if _exposed(path)]
    if not open_ones:
        return [Finding("ok", "file modes", "nobody else on this machine can read what is kept")]
    return [
        Finding("warn", "file modes", f"everybody on this machine can read {path}; run: chmod o-rwx {path}")
        for path in open_ones
    ]


def _ours(config: Config) -> Iterator[Path]:
    for pattern in _PRIVATE:
        yield from sorted(config.data_dir.glob(pattern))
    if Path(".env").exists():
        yield Path(".env")
    names = {str(field.validation_alias) for field in type(config).model_fields.values()}
    for name in sorted(names):
        if path := os.environ.get(f"{name}_FILE"):
            yield Path(path)


def _exposed(path: Path) -> bool:
    """Whether everybody may read it, and come to where it is."""
    try:
        whole = path.resolve(strict=True)
        return bool(whole.stat().st_mode & stat.S_IROTH) and _reachable(whole)
    except OSError:
        return False


def _reachable(path: Path) -> bool:
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.parents)
