"""The origin of real mail, against labels read by eye and against a rule that knows the receiving servers by name.

Set FUWAKE_CORPORA to the folder of corpora. `origins.json` says for each labelled mail: the address, the server that wrote the
line about it, and which Received field from the top that is; `servers` where a mail cannot be read without settings, because
another company's filter stands before the recipient's own server.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from analyzers import OurSide, read
from analyzers.trace import trace
from tests.analyzers.trace.independent_rule import origin_ip

CORPORA = Path(os.environ.get("FUWAKE_CORPORA", ""))
pytestmark = pytest.mark.skipif(not os.environ.get("FUWAKE_CORPORA"), reason="FUWAKE_CORPORA is not set")
LABELS = json.loads(Path(__file__).with_name("origins.json").read_bytes())


def traced(data: bytes, servers: tuple[str, ...] = ()) -> str | None:
    origin = trace(read(data).headers, OurSide(servers=servers)).origin
    return None if origin is None else str(origin.ip)


@pytest.mark.parametrize("folder", sorted(LABELS))
def test_the_origin_is_the_labelled_one(folder: str) -> None:
    """The trace names the address that a reader of the Received fields named."""
    found = {
        one["file"]: (one["ip"], traced((CORPORA / folder / one["file"]).read_bytes(), tuple(one.get("servers", ()))))
        for one in LABELS[folder]
    }
    assert {name: pair for name, pair in found.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("folder", sorted(LABELS))
def test_the_rule_agrees_with_the_labels(folder: str) -> None:
    """The rule that measures the rest is right where a reader has looked."""
    found = {
        one["file"]: (one["ip"], origin_ip((CORPORA / folder / one["file"]).read_bytes())) for one in LABELS[folder]
    }
    assert {name: pair for name, pair in found.items() if pair[0] != pair[1]} == {}


def test_the_trace_agrees_with_the_rule() -> None:
    """On the Japanese spam no more than one mail in fifty has another origin than the rule's."""
    mails = sorted((CORPORA / "ja_list_spam").glob("*.eml"))
    assert len(mails) == 171
    pairs = {path.name: (origin_ip(data := path.read_bytes()), traced(data)) for path in mails}
    apart = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    assert len(apart) <= 0.02 * len(mails), apart
