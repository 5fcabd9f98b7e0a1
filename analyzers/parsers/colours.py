"""Colours as mark-up writes them (CSS Color), and whether letters of one can be read on another."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
NEAR = 16  # of 255, in each of red, green and blue
_HEX = re.compile(r"#?([0-9a-f]{3,8})")
_RGB = re.compile(
    r"rgba?\(\s{0,5}(\d{1,3})[\s,]{1,5}(\d{1,3})[\s,]{1,5}(\d{1,3})\s{0,5}(?:[,/]\s{0,5}([\d.]{1,9})%?\s{0,5})?\)"
)
_PIECES = re.compile(r"rgba?\([^()]{0,60}\)|[^\s()]{1,40}")
_NAMED: Mapping[str, Colour] = {
    "white": WHITE,
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "floralwhite": (255, 250, 240),
    "whitesmoke": (245, 245, 245),
    "mintcream": (245, 255, 250),
    "azure": (240, 255, 255),
    "black": (0, 0, 0),
}


@lru_cache(maxsize=512)
def colour_of(written: str) -> Colour | None:
    """Red, green and blue; None of what is no colour, is half transparent, or has a name of its own."""
    plain = written.strip().lower()[:60]
    if plain in _NAMED:
        return _NAMED[plain]
    if found := _RGB.fullmatch(plain):
        clear = (
            found[4] is not None and float(found[4]) < 1
            if (found[4] or "0").count(".") < 2 and found[4] != "."
            else True
        )
        return None if clear else (min(255, int(found[1])), min(255, int(found[2])), min(255, int(found[3])))
    if not (found := _HEX.fullmatch(plain)) or len(found[1]) not in {3, 6} or (plain[0] != "#" and len(found[1]) == 3):
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def are_alike(one: Colour, other: Colour) -> bool:
    """Whether letters of `one` cannot be told from a background of `other`."""
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def background_of(
    values: Mapping[str, str], given: Mapping[str, str | None], outer: tuple[Colour | None, bool]
) -> tuple[Colour | None, bool]:
    """The colour behind an element with these style `values` and attributes, and whether it is but that of the page.

    None when it is unknown: a picture, a colour with a name, something that lies over something else.
    """
    if values.get("position") in {"absolute", "fixed"} or given.get("background"):
        return None, False
    drawn = " ".join(values[name] for name in ("background", "background-image") if name in values)
    if "(" in drawn and ("url(" in drawn or "gradient" in drawn):
        return None, False
    told = values.get("background-color") or values.get("background") or given.get("bgcolor")
    if not told or told in {"none", "transparent", "inherit", "initial", "unset"}:
        return outer
    pieces = _PIECES.findall(told[:300].lower())
    return next((colour for piece in pieces if (colour := colour_of(piece))), None), False
