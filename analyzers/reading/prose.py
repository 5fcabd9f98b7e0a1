"""Prose: text without an address and without a header, which may still be all that is left of a mail.

Who copies a mail from its window brings words alone: the links are gone, and some frauds (a number to call, a changed bank
account) never had any.
"""

from __future__ import annotations

LEAST = 30  # letters; one that is not ASCII says about as much as two that are
LEAST_DIFFERENT = 8  # letters: what repeats fewer than these is no language
_LOOKED_AT = 2_000  # characters


def may_be_mail(text: str) -> bool:
    """Whether `text` is long and varied enough for a mail's body: a greeting and a question are not, nor one word repeated."""
    letters = [char for char in text[:_LOOKED_AT] if char.isalpha()]
    return len(set(letters)) >= LEAST_DIFFERENT and sum(1 if char.isascii() else 2 for char in letters) >= 2 * LEAST
