"""Styles: what the style of an element, its own or that of a sheet, keeps from a reader's eye.

Of CSS only as much is read as hiding needs: rules of tags, classes, ids and what stands inside them (CSS Selectors), without
pseudo-classes. What holds for some screens only (`@media` with a condition) is passed over. Takes time that grows with the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzers.parsers.colours import WHITE, are_alike, background_of, colour_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analyzers.parsers.colours import Colour

MAX_SHEET, MAX_RULES, MAX_DECLARED, MAX_SELECTORS, MAX_INSIDE = 64_000, 400, 60, 20, 4
MAX_STEPS = 100_000  # comparisons of rules with elements, for a page
_PROPERTIES = """display visibility opacity max-height height width overflow text-indent position left top clip font font-size
    line-height color background background-color background-image"""
_READ = frozenset(_PROPERTIES.split())
_BRACE = re.compile(r"[{}]")
_NARROW = re.compile(r"min-width\s{0,9}:\s{0,9}(\d{1,6})px")
_COMPOUND = re.compile(r"(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)")
_LENGTH = re.compile(
    r"([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))\s{0,3}(px|pt|em|rem|ex|ch|%|mm|cm|in|vw|vh)?(?![\w.])"
)
_FONT_SIZE = re.compile(r"(?<![\w.#/])(?:(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:px|pt|em|rem|%)|0(?![\w.]))")
_UNITS = {
    "px": 1.0,
    "pt": 1.33,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
    "%": 0.16,
    "mm": 3.8,
    "cm": 38.0,
    "in": 96.0,
}
_FAR = -100.0  # pixels to the left of the page

Declared = dict[str, tuple[str, bool]]  # property: its value, and whether it is important


@dataclass(frozen=True, slots=True)
class Look:
    """How the text of an element looks: `hides` (not at all), `shrinks` to a dot, its colours; `page` when nothing set the background."""

    hides: bool = False
    shrinks: bool = False
    colour: Colour | None = None
    ground: Colour | None = WHITE
    page: bool = True

    @property
    def blends(self) -> bool:
        """Whether the letters have the colour of what is behind them."""
        return self.colour is not None and self.ground is not None and are_alike(self.colour, self.ground)


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    id: str
    classes: frozenset[str]
    parent: int


@dataclass(frozen=True, slots=True)
class _Rule:
    """The compound selectors of a rule, the innermost first: tag, id, classes; `rank` orders rules by how narrow they are."""

    compounds: tuple[tuple[str, str, frozenset[str]], ...]
    rank: tuple[int, int]
    declared: Declared


@dataclass(slots=True)
class Styles:
    """The style sheets of one page; `look` is asked for each element, outer ones first."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    _elements: dict[int, _Element] = field(default_factory=dict)
    _own: dict[str, Declared] = field(default_factory=dict)
    _left: int = MAX_STEPS

    def look(self, tag: str, given: Mapping[str, str | None], outer: Look, ids: tuple[int, int]) -> Look:
        """The look of an element with the attributes `given` inside `outer`; `ids` are its own and its parent's."""
        if self.rules:
            classes = frozenset((given.get("class") or "").lower().split())
            self._elements[ids[0]] = _Element(tag, (given.get("id") or "").lower(), classes, ids[1])
        elif not given:
            return outer
        own = given.get("style")
        declared = self._of_sheets(ids[0]) if self.rules else {}
        if own:
            if own not in self._own:
                self._own[own] = declarations(own)
            declared = _merged([declared, self._own[own]])
        named = {"bgcolor", "background", "color", "hidden", "text"} & given.keys()
        return _changed(outer, declared, given if named else {}, tag) if declared or named else outer

    def _of_sheets(self, own: int) -> Declared:
        element = self._elements[own]
        keys = (element.tag, "*", f"#{element.id}", *(f".{name}" for name in element.classes))
        found: list[_Rule] = []
        for key in keys:
            for rule in self.rules.get(key, ()):
                self._left -= 1
                if self._left > 0 and self._fits(rule, element):
                    found.append(rule)
        return _merged([rule.declared for rule in sorted(found, key=lambda rule: rule.rank)])

    def _fits(self, rule: _Rule, element: _Element) -> bool:
        """The nearest element around that fits is as good as any: `>` is read as a blank."""
        if not _is(rule.compounds[0], element):
            return False
        around: _Element | None = element
        for compound in rule.compounds[1:]:
            around = self._elements.get(around.parent) if around else None
            while around and self._left > 0 and not _is(compound, around):
                self._left -= 1
                around = self._elements.get(around.parent)
            if not around:
                return False
        return True


def _is(compound: tuple[str, str, frozenset[str]], element: _Element) -> bool:
    tag, name, classes = compound
    return (not tag or tag == element.tag) and (not name or name == element.id) and classes <= element.classes


def read_sheets(sheets: list[str]) -> Styles:
    """The rules of `sheets` that have to do with hiding, as far as the bounds go."""
    whole = "\n".join(sheets).lower()
    if len(whole) > MAX_SHEET:
        whole = whole[: MAX_SHEET // 2] + "}" + whole[-MAX_SHEET // 2 :]
    styles, count = Styles(), 0
    for head, body in _blocks(_without_comments(whole)):
        declared = declarations(body)
        if not declared:
            continue
        for selector in head.split(",", MAX_SELECTORS)[:MAX_SELECTORS]:
            if (compounds := _compounds(selector)) and count < MAX_RULES:
                count += 1
                tag, name, classes = compounds[0]
                key = f"#{name}" if name else f".{min(classes)}" if classes else tag or "*"
                narrow = sum(100 * bool(each[1]) + 10 * len(each[2]) + bool(each[0]) for each in compounds)
                styles.rules.setdefault(key, []).append(_Rule(compounds, (narrow, count), declared))
    return styles


def _without_comments(sheet: str) -> str:
    kept, at = [], 0
    sheet = sheet.replace("<!--", " ").replace("-->", " ")
    while (begin := sheet.find("/*", at)) >= 0:
        kept.append(sheet[at:begin])
        end = sheet.find("*/", begin + 2)
        if end < 0:
            return "".join(kept)
        at = end + 2
    return "".join((*kept, sheet[at:]))


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Each rule: what stands before its brace, and in it."""
    at = 0
    while (begin := sheet.find("{", at)) >= 0:
        head = sheet[at:begin].rpartition(";")[2].rpartition("}")[2].strip()
        if head.startswith("@"):
            at = begin + 1 if _holds_everywhere(head) else _end(sheet, begin)
            continue
        end = sheet.find("}", begin)
        end = len(sheet) if end < 0 else end
        yield head, sheet[begin + 1 : end]
        at = end + 1


def _holds_everywhere(head: str) -> bool:
    if not head.startswith(("@media", "@supports", "@layer")):
        return False
    widths = _NARROW.findall(head)
    return head.count("(") == len(widths) and all(int(width) <= 300 for width in widths) and "print" not in head


def _end(sheet: str, begin: int) -> int:
    depth = 0
    for brace in _BRACE.finditer(sheet, begin):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return len(sheet)


def _compounds(selector: str) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """The parts of a selector, the innermost first; none of one that is not understood."""
    written = selector[:300].replace(">", " ").split()
    if not 0 < len(written) <= MAX_INSIDE:
        return ()
    found = [_COMPOUND.fullmatch(part) for part in reversed(written)]
    names = [re.findall(r"([.#])([\w-]+)", match[2]) for match in found if match]
    if len(names) < len(written):
        return ()
    return tuple(
        (
            "" if match[1] in {None, "*"} else match[1],
            next((name for mark, name in each if mark == "#"), ""),
            frozenset(name for mark, name in each if mark == "."),
        )
        for match, each in zip(found, names, strict=True)
        if match
    )


def declarations(text: str) -> Declared:
    """What `text`, the inside of a rule or of a `style`, says of the properties that hide; of two, the later one."""
    found: Declared = {}
    for piece in text.lower().split(";", MAX_DECLARED)[:MAX_DECLARED]:
        name, _, value = piece.partition(":")
        if (name := name.strip()) in _READ and value:
            plain, mark, _ = value.partition("!")
            if mark or not found.get(name, ("", False))[1]:
                found[name] = (plain.strip()[:300], bool(mark))
    return found


def _merged(layers: list[Declared]) -> Declared:
    """Later layers win, unless what they change is important."""
    found: Declared = {}
    for layer in layers:
        for name, (value, important) in layer.items():
            if important or not found.get(name, ("", False))[1]:
                found[name] = (value, important)
    return found


def _changed(outer: Look, declared: Declared, given: Mapping[str, str | None], tag: str) -> Look:
    values = {name: value for name, (value, _) in declared.items()}
    hides = outer.hides or "hidden" in given or _hides(values)
    ground, page = background_of(values, given, (outer.ground, outer.page))
    written = values.get("color") or (
        given.get("color" if tag == "font" else "text") if tag in {"font", "body"} else None
    )
    colour = colour_of(written) if written and written not in {"inherit", "initial", "unset"} else outer.colour
    return Look(hides or values.get("color") == "transparent", _shrinks(values, outer), colour, ground, page)


def _hides(values: Mapping[str, str]) -> bool:
    if values.get("display") == "none" or values.get("visibility") in {"hidden", "collapse"}:
        return True
    if _length(values.get("opacity"), 1.0) < 0.1 or _length(values.get("max-height")) <= 1:
        return True
    if _length(values.get("text-indent"), 0.0) <= _FAR or values.get("clip", "").startswith(("rect(0", "rect(1px")):
        return True
    if values.get("overflow") == "hidden" and min(_length(values.get("height")), _length(values.get("width"))) <= 1:
        return True
    moved = min(_length(values.get("left"), 0.0), _length(values.get("top"), 0.0))
    return values.get("position") in {"absolute", "fixed"} and moved <= _FAR


def _shrinks(values: Mapping[str, str], outer: Look) -> bool:
    """Letters stay as small as around them, until their size or that of the lines is set again."""
    size = values.get("font-size")
    if size is None and "font" in values and (told := _FONT_SIZE.search(values["font"])):
        size = told[0]
    height = values.get("line-height")
    if size is None and height is None:
        return outer.shrinks
    low = height is not None and (_length(height) <= 1 if height[-1:].isalpha() else _length(height) == 0)
    return _length(size) <= 1 or low


def _length(value: str | None, without: float = 99.0) -> float:
    """A length in pixels, roughly; `without` one."""
    found = _LENGTH.match(value) if value else None
    return float(found[1]) * _UNITS.get(found[2] or "px", 10.0) if found else without
