"""For all tests: a property is tested for what it says, never for how fast a busy machine tries it; one PostgreSQL for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.bot.postgres import Cluster

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("fuwake", deadline=None)
settings.load_profile("fuwake")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server of our own, as long as the tests run."""
    with Cluster() as running:
        yield running
