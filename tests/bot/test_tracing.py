"""Traces: nothing at all unless they are wanted; then spans over HTTP, without a word of the mail."""

from __future__ import annotations

import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

import pytest

from bot import tracing
from bot.tracing import TracingUnavailable, exporting, span, traced, within
from tests.scenarios.office import CASE_A, HANAKO, INTAKE, office

if TYPE_CHECKING:
    from pathlib import Path


class Collector:
    """Takes spans by OTLP over HTTP (protobuf) and keeps them. Use it in a `with`."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        bodies = self.bodies

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1/traces"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


async def test_off_it_changes_nothing() -> None:
    """Whatever stands in a span runs as it would without."""

    @traced("work")
    async def work(number: int) -> int:
        with span("inner", source="dns"):
            return number + 1

    with exporting(None, version="1"):
        assert await work(1) == 2
        assert await within("outer", work(2)) == 3
    assert tracing._tracer is None


def test_nothing_is_loaded_unless_it_is_wanted() -> None:
    """The packages are not even looked for."""
    code = (
        "import sys, bot.running, bot.app; sys.exit(any(name.startswith('opentelemetry.sdk') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_wanted_and_not_installed_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the setting and what to do."""
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    line = r"^FUWAKE_OTLP_URL: the packages for traces are not installed; run: pip install 'fuwake\[traces\]'$"
    with pytest.raises(TracingUnavailable, match=line), exporting("http://127.0.0.1:1/v1/traces", version="1"):
        pass


async def test_a_report_as_a_trace(tmp_path: Path) -> None:
    """One job and its parts, by name and code; nothing of the mail, of people or of places."""
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    with Collector() as collector:
        async with office(tmp_path) as at:
            with exporting(collector.url, version="1.2.3"):
                root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
                await at.replies(INTAKE, root["ts"])
        sent = [ExportTraceServiceRequest.FromString(body) for body in collector.bodies]

    spans = [
        one for each in sent for whole in each.resource_spans for scope in whole.scope_spans for one in scope.spans
    ]
    by_id = {one.span_id: one for one in spans}
    parents = {(one.name, by_id[one.parent_span_id].name if one.parent_span_id else "") for one in spans}
    assert parents == {
        ("job", ""),
        ("reading", "job"),
        ("judging", "job"),
        ("lookup", "judging"),
        ("answering", "job"),
    }
    attributes = {attribute.key for one in spans for attribute in one.attributes}
    assert attributes == {"source", "outcome"}
    text = repr(sent)
    for private in (INTAKE, HANAKO, "example", "xoxb", "mail.eml"):
        assert private not in text
    assert [attribute.value.string_value for attribute in sent[0].resource_spans[0].resource.attributes] != []
    assert tracing._tracer is None
