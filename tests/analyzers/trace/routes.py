"""Routes for tests: Received lines, and other fields where they stand, from the top down."""

from analyzers.message import HeaderBlock, HeaderField
from analyzers.trace import OurSide, trace


def block(*lines):
    """A whole header block; what does not begin with a field name and a colon is a Received line."""
    fields = []
    for line in lines:
        name, colon, value = line.partition(": ")
        plain = bool(colon) and name.replace("-", "").isalnum()
        fields.append(HeaderField(name, value) if plain else HeaderField("Received", line))
    return HeaderBlock(tuple(fields), complete=True)


def origin(lines, side=OurSide()):  # noqa: B008 -- frozen
    """The believed address, its line, and why it is believed."""
    found = trace(block(*lines), side)
    return (found.origin.ip if found.origin else None, found.origin.line if found.origin else None, found.because)
