"""One child process and the pipe to it: messages of msgpack, each behind its length in four bytes."""

from __future__ import annotations

import contextlib
import os
import select
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

MAX_REPLY: Final = 64 * 1024 * 1024
_START_SECONDS: Final = 15.0  # on a busy machine a Python takes its time to start
# The package is named without being run: it imports the whole house, of which the child needs one parser at a time.
_CHILD: Final = """
import sys, types
package = sys.modules["analyzers"] = types.ModuleType("analyzers")
package.__path__ = [sys.argv[1]]
sys.path[:] = sys.argv[2:]
from analyzers.worker.child import main
main()
"""
_PACKAGE: Final = str(Path(__file__).parents[1])


class ChildError(Exception):
    """The child gave no result: `why` is `timeout`, `memory` or `error`; `answered` when it said so itself and waits for more."""

    def __init__(self, why: Literal["timeout", "memory", "error"], *, answered: bool = False) -> None:
        super().__init__(why)
        self.why: Literal["timeout", "memory", "error"] = why
        self.answered = answered


class Child:
    """A child process that answers one message at a time. Raises ChildError; after that it must be killed."""

    def __init__(self) -> None:
        self._loaded = set[str]()
        try:
            self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter and our own text
                [sys.executable, "-I", "-c", _CHILD, _PACKAGE, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env={"LANG": "C.UTF-8", "PATH": os.defpath},
                start_new_session=True,  # Ctrl-C is for the parent, which ends its children itself
            )
        except OSError as error:
            raise ChildError("error") from error
        assert self._process.stdin
        assert self._process.stdout
        self._in, self._out = self._process.stdin, self._process.stdout
        os.set_blocking(self._in.fileno(), False)
        os.set_blocking(self._out.fileno(), False)

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def load(self, module: str) -> None:
        """Has the child import `module`, once; that takes its own time."""
        if module not in self._loaded:
            self.ask([module, None], _START_SECONDS)
            self._loaded.add(module)

    def ask(self, message: list[Any], seconds: float) -> Any:
        """The child's result."""
        deadline = time.monotonic() + seconds
        body = msgspec.msgpack.encode(message)
        self._write(memoryview(struct.pack(">I", len(body)) + body), deadline)
        (size,) = struct.unpack(">I", self._read(4, deadline))
        if size > MAX_REPLY:
            raise ChildError("memory")
        status, result = msgspec.msgpack.decode(self._read(size, deadline))
        if status != "ok":
            raise ChildError("memory" if status == "memory" else "error", answered=status == "error")
        return result

    def _write(self, data: memoryview, deadline: float) -> None:
        while data:
            self._wait(deadline, writing=True)
            try:
                data = data[os.write(self._in.fileno(), data[: 1 << 20]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise ChildError("error") from error

    def _read(self, size: int, deadline: float) -> bytes:
        data = bytearray()
        while len(data) < size:
            self._wait(deadline, writing=False)
            try:
                piece = os.read(self._out.fileno(), min(size - len(data), 1 << 20))
            except BlockingIOError:
                continue
            if not piece:
                raise ChildError("error")
            data += piece
        return bytes(data)

    def _wait(self, deadline: float, *, writing: bool) -> None:
        poll = select.poll()
        poll.register(self._in if writing else self._out, select.POLLOUT if writing else select.POLLIN)
        left = deadline - time.monotonic()
        if left <= 0 or not poll.poll(max(1, int(left * 1000))):
            raise ChildError("timeout")

    def kill(self) -> None:
        """Ends it, and waits until it is gone."""
        self._process.kill()
        for pipe in (self._in, self._out):
            with contextlib.suppress(OSError):
                pipe.close()
        self._process.wait()
