"""Addresses alone, as people list them, and text that only holds some."""

import pytest

from analyzers import Form, read

A, B = "https://example.org/a", "https://example.net/b"


@pytest.mark.parametrize(
    "pasted",
    [
        f"{A}\n{B}",
        f"{A}\n{B}\n{A}",
        f"- {A}\n- {B}",
        f"・{A}\n・{B}",
        f"1. {A}\n2. {B}",
        f"① {A}\n② {B}",
        f"a) {A}\nb) {B}",
        f"{A}, {B}",
        f"{A},{B}",
        f"{A}、{B}",
        f"<{A}>\n<{B}>",
        f"URL: {A}\nURL：{B}",
        "hxxps://example[.]org/a\nh**ps://example[.]net/b",
        "リンク先：\nhttps://example.org/a\nhttps://example.net/b",
    ],
)
def test_addresses_alone(pasted):
    """Bullets, numbers and commas are no text."""
    message = read(pasted)

    assert (message.form, message.text) == (Form.URL, "")
    assert [link.href for link in message.links] == [A, B]


@pytest.mark.parametrize(
    "pasted", [f"Look: {A}", f"{A} です", f"Hello {A},{B}", f"{A}\n支払ってください", f"A {B} {A}"]
)
def test_addresses_in_text(pasted):
    """A word beside them is text, and is kept."""
    assert (read(pasted).form, read(pasted).text) == (Form.TEXT, pasted)


def test_a_long_text_of_addresses():
    """Many addresses are read in time."""
    message = read("\n".join(f"- https://a{number}.example.org/x" for number in range(3000)))

    assert (message.form, len(message.links)) == (Form.URL, 300)
