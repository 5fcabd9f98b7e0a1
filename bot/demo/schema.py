"""Rules for JSON: small functions that refuse a value with Slack's words and a JSON pointer.

A rule takes the value and where it stands, and raises `Refused` when it does not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Rule = Callable[[Any, str], None]


class Refused(Exception):  # noqa: N818  # reads as what happened to the value
    """A value that does not fit: `reason` in Slack's wording, `path` as a JSON pointer."""

    def __init__(self, reason: str, path: str) -> None:
        super().__init__(f"[ERROR] {reason} [json-pointer:{path}]")
        self.reason = reason
        self.path = path


def anything(_value: Any, _path: str) -> None:
    """Any value at all."""


def string(most: int | None = None, least: int = 0) -> Rule:
    """A string of `least` to `most` characters."""

    def rule(value: Any, path: str) -> None:
        if not isinstance(value, str):
            raise Refused("must be a string", path)
        if most is not None and len(value) > most:
            raise Refused(f"must be less than {most + 1} characters", path)
        if len(value) < least:
            raise Refused(f"must be more than {least - 1} characters", path)

    return rule


def boolean(value: Any, path: str) -> None:
    """True or false."""
    if not isinstance(value, bool):
        raise Refused("must be a boolean", path)


def integer(least: int | None = None, most: int | None = None) -> Rule:
    """A whole number within bounds."""

    def rule(value: Any, path: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            raise Refused("must be an integer", path)
        if (least is not None and value < least) or (most is not None and value > most):
            raise Refused(f"must be between {least} and {most}", path)

    return rule


def among(*allowed: Any) -> Rule:
    """One of these values."""

    def rule(value: Any, path: str) -> None:
        if value not in allowed:
            raise Refused(f"must be one of {', '.join(map(str, allowed))}", path)

    return rule


def items(each: Rule, *, least: int = 0, most: int | None = None) -> Rule:
    """A list of `least` to `most` items that all keep one rule."""

    def rule(value: Any, path: str) -> None:
        if not isinstance(value, list):
            raise Refused("must be an array", path)
        if most is not None and len(value) > most:
            raise Refused(f"no more than {most} items allowed", path)
        if len(value) < least:
            raise Refused(f"no fewer than {least} items allowed", path)
        for index, item in enumerate(value):
            each(item, f"{path}/{index}")

    return rule


def fields(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    """An object with these fields and no others."""
    known = {**required, **(optional or {})}

    def rule(value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise Refused("must be an object", path)
        for name in required:
            if name not in value:
                raise Refused(f"missing required field: {name}", path)
        for name, content in value.items():
            if name not in known:
                raise Refused(f"invalid additional property: {name}", path)
            known[name](content, f"{path}/{name}")

    return rule


def by_type(shapes: Mapping[str, Rule]) -> Rule:
    """An object whose `type` says which of these rules it keeps."""

    def rule(value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise Refused("must be an object", path)
        if "type" not in value:
            raise Refused("missing required field: type", path)
        kind = value["type"]
        if not isinstance(kind, str) or kind not in shapes:
            raise Refused(f"unsupported type: {kind}", f"{path}/type")
        shapes[kind](value, path)

    return rule


def both(*rules: Rule) -> Rule:
    """Several rules on one value."""

    def rule(value: Any, path: str) -> None:
        for one in rules:
            one(value, path)

    return rule


def any_of(*names: str) -> Rule:
    """At least one of these fields is there."""

    def rule(value: Any, path: str) -> None:
        if not any(name in value for name in names):
            raise Refused(f"must have one of: {', '.join(names)}", path)

    return rule


def unique(name: str) -> Rule:
    """In a list, no two items have the same `name`."""

    def rule(value: Any, path: str) -> None:
        seen: set[Any] = set()
        for index, item in enumerate(value):
            key = item.get(name)
            if key is not None and key in seen:
                raise Refused(f"`{name}` already used: {key}", f"{path}/{index}/{name}")
            seen.add(key)

    return rule
