"""A circuit breaker: a server that keeps failing is left in peace for a while, and its askers are told at once."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analyzers.errors import LookupFailed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from analyzers.errors import Reason, Source

_MAX_CIRCUITS: Final = 1024  # a stranger's mail may name any number of servers


@dataclass(slots=True)
class _Circuit:
    failures: int = 0
    open_until: float = 0.0
    reason: Reason = "error"
    trying: bool = False


class Breaker:
    """Opens a circuit after `failures` failures in a row; it rests for `rest` seconds, then one question may try it.

    `clock` gives monotonic seconds. One breaker serves one event loop and holds any number of circuits.
    """

    def __init__(self, failures: int = 3, rest: float = 300.0, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._failures = failures
        self._rest = rest
        self._clock = clock
        self._circuits: dict[str, _Circuit] = {}

    @asynccontextmanager
    async def guard(self, source: Source, subject: str, *, at: str | None = None) -> AsyncIterator[None]:
        """Ask `source` about `subject` inside; `at` names who is asked (a server, a list), by default the subject.

        A LookupFailed that leaves the block counts against `at`, whatever its reason; `not-installed` and `offline` do
        not, nor does another error or a cancelled question. Raises LookupFailed at once, with the reason of the last
        failure, while the circuit is open.
        """
        name = at or subject
        circuit = self._circuit(name)
        if self.is_open(name) or circuit.trying:
            raise LookupFailed(source, subject, circuit.reason)
        circuit.trying = circuit.failures >= self._failures
        try:
            yield
        except LookupFailed as failure:
            if failure.reason not in {"not-installed", "offline"}:
                self._failed(circuit, failure.reason)
            raise
        else:
            circuit.failures, circuit.open_until = 0, 0.0
        finally:
            circuit.trying = False

    def is_open(self, at: str) -> bool:
        """Whether `at` rests."""
        circuit = self._circuits.get(at)
        return circuit is not None and self._clock() < circuit.open_until

    def open(self, at: str, reason: Reason, rest: float) -> None:
        """Let `at` rest for `rest` seconds at once, with `reason`."""
        circuit = self._circuit(at)
        circuit.failures, circuit.reason = self._failures, reason
        circuit.open_until = self._clock() + rest

    def close(self, at: str) -> None:
        """Ask `at` again: it is known to be well."""
        self._circuits.pop(at, None)

    def _failed(self, circuit: _Circuit, reason: Reason) -> None:
        circuit.failures += 1
        circuit.reason = reason
        if circuit.failures >= self._failures:
            circuit.open_until = max(circuit.open_until, self._clock() + self._rest)

    def _circuit(self, name: str) -> _Circuit:
        circuit = self._circuits.pop(name, None) or _Circuit()
        while len(self._circuits) >= _MAX_CIRCUITS:
            del self._circuits[next(iter(self._circuits))]
        self._circuits[name] = circuit  # the one used last stands last
        return circuit
