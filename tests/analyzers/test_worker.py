"""The parse worker: a result, or a failure in bounded time and memory, and a fresh child afterwards."""

import threading
import time

import psutil
import pytest

from analyzers.worker import Budget, WorkerFailed, call
from analyzers.worker.process import Child, ChildError

PARSE = "analyzers.parsers.html:parse_plain"
HANGS = "<div>" * 200_000


def test_a_result_comes_back():
    """Text in, plain values out."""
    assert call(PARSE, '<p>Hi<a href="https://example.org/">there</a>')["links"] == [
        {"href": "https://example.org/", "shown": "there", "kind": "anchor", "pictured": False}
    ]


def test_what_hangs_is_killed_and_the_next_one_answered():
    """In time, and with the same pool."""
    began = time.monotonic()
    with pytest.raises(WorkerFailed) as failed:
        call(PARSE, HANGS, seconds=0.5)

    assert failed.value.why == "timeout"
    assert time.monotonic() - began < 3
    assert call(PARSE, "<p>復活")["text"] == "復活"


def test_what_breaks_is_said():
    """A parser that raises, one that is not there, and one that is none of the parsers."""
    for task in (PARSE, "analyzers.parsers.html:nothing", "analyzers.parsers.nothing:parse", "os:getcwd"):
        with pytest.raises(WorkerFailed) as failed:
            call(task, *([5] if task == PARSE else []))
        assert failed.value.why == "error"


def test_a_large_message_passes_both_ways():
    """Larger than any pipe."""
    text = "字" * 2_000_000

    assert len(call(PARSE, f"<p>{text}", seconds=10)["text"]) == 200_000


def test_the_budget_of_a_mail_is_for_all_its_parts():
    """The second hanging part finds nothing left, and waits for nothing."""
    budget = Budget(0.4)
    with pytest.raises(WorkerFailed):
        budget.call(PARSE, HANGS)
    began = time.monotonic()
    with pytest.raises(WorkerFailed) as failed:
        budget.call(PARSE, "<p>x")

    assert failed.value.why == "timeout"
    assert time.monotonic() - began < 1


def test_memory_is_limited():
    """512 MiB, whatever the task wants."""
    child = Child()
    try:
        child.load("analyzers.parsers.html")
        limits = psutil.Process(child._process.pid).rlimit(psutil.RLIMIT_AS)
        assert limits == (512 * 1024 * 1024,) * 2
        with pytest.raises(ChildError):
            child.ask(["analyzers.parsers.html:parse_plain", ["<p>x" * 40_000_000]], 20)
    finally:
        child.kill()

    assert not child.alive


def test_many_threads_share_the_children():
    """Each gets its own answer."""
    found = {}

    def ask(number):
        found[number] = call(PARSE, f"<p>{number}", seconds=5)["text"]

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == {n: str(n) for n in range(20)}
