"""Traces by OpenTelemetry, for who wants to see where the seconds go: spans without any content of a mail.

Off unless FUWAKE_OTLP_URL is set; the packages are loaded only then (`pip install 'fuwake[traces]'`).
"""

from __future__ import annotations

import contextlib
import functools
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from contextlib import AbstractContextManager

P = ParamSpec("P")
T = TypeVar("T")

_OFF: AbstractContextManager[Any] = contextlib.nullcontext()
_tracer: Any = None


class TracingUnavailable(Exception):  # noqa: N818 -- it says what the world is like
    """Traces are wanted and cannot be made. The text is one line."""


def span(name: str, **attributes: str | float | bool) -> AbstractContextManager[Any]:
    """A span around a block, as a child of the one around it. `attributes` must say nothing of a mail but codes."""
    return _OFF if _tracer is None else _span(name, attributes)


def traced(name: str) -> Callable[[Callable[P, Awaitable[T]]], Callable[P, Awaitable[T]]]:
    """Every call of an async function in a span of its own."""

    def decorate(function: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
        @functools.wraps(function)
        async def call(*args: P.args, **kwargs: P.kwargs) -> T:
            return await within(name, function(*args, **kwargs))

        return call

    return decorate


async def within(name: str, work: Awaitable[T]) -> T:
    """`work` in a span of its own."""
    with span(name):
        return await work


@contextlib.contextmanager
def _span(name: str, attributes: dict[str, Any]) -> Iterator[Any]:
    # The text of an exception may quote a mail, so only its type is noted.
    with _tracer.start_as_current_span(
        name, attributes=attributes, record_exception=False, set_status_on_exception=False
    ) as current:
        try:
            yield current
        except BaseException as error:
            current.set_attribute("error.type", type(error).__name__)
            raise


@contextlib.contextmanager
def exporting(url: str | None, *, version: str) -> Iterator[None]:
    """Spans go to `url` (OTLP over HTTP, as `http://collector:4318/v1/traces`) within the block; None: there are none.

    Raises TracingUnavailable when the packages are not installed.
    """
    global _tracer  # noqa: PLW0603 -- one process has one destination
    if url is None:
        yield
        return
    provider = _provider(url, version)
    _tracer = provider.get_tracer("fuwake", version)
    try:
        yield
    finally:
        _tracer = None
        provider.shutdown()


def _provider(url: str, version: str) -> Any:
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise TracingUnavailable(
            "FUWAKE_OTLP_URL: the packages for traces are not installed; run: pip install 'fuwake[traces]'"
        ) from None
    provider = TracerProvider(resource=Resource({"service.name": "fuwake", "service.version": version}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=url, timeout=5)))
    return provider
