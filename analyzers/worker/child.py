"""The child's side: takes a task, runs it within its limits, answers, and waits for the next."""

from __future__ import annotations

import importlib
import math
import resource
import struct
import sys
from typing import Any, Final

import msgspec

MEMORY: Final = 512 * 1024 * 1024  # bytes of address space
_CPU_SECONDS: Final = 10  # for one task: it ends even when the parent that should kill it is gone
_FILES: Final = 32
_PARSERS: Final = "analyzers.parsers."


def main() -> None:
    """Answers until the parent closes the pipe."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(600)
    take, give = sys.stdin.buffer, sys.stdout.buffer
    while len(head := take.read(4)) == 4:
        _allow_time()
        answer = msgspec.msgpack.encode(_answer(take.read(*struct.unpack(">I", head))))
        give.write(struct.pack(">I", len(answer)) + answer)
        give.flush()


def _allow_time() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + _CPU_SECONDS, hard))


def _answer(body: bytes) -> tuple[str, Any]:
    """What the parent gets: `ok` with the result, or the kind of failure. Whatever a parser raises is the input's fault."""
    try:
        task, arguments = msgspec.msgpack.decode(body)
        if not task.startswith(_PARSERS):
            return "error", None
        module, _, function = task.partition(":")
        loaded = importlib.import_module(module)
        return "ok", None if arguments is None else getattr(loaded, function)(*arguments)
    except MemoryError:
        return "memory", None
    except Exception:  # noqa: BLE001 -- any failure is said to the parent, which says it to the reader
        return "error", None
