"""Naming: a brand that a text names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzers.brands.model import Brand
    from analyzers.brands.stance import Stance


@dataclass(frozen=True, slots=True)
class Naming:
    """A brand that a text names, as it is `written` there; `disguised` when an honest writer would not spell it so.

    `stance`: whether the name is the brand's, or somebody's beside it, as dealers have it (see `analyzers.brands.stance`).
    """

    brand: Brand
    written: str
    disguised: bool = False
    stance: Stance = "self"
