"""Databases: a new SQLite file, and a new database in a real PostgreSQL cluster."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.database import make_engine
from bot.store import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/data/fuwake.db"
    return request.getfixturevalue("cluster").database()


@pytest.fixture
def engine(url: str) -> Iterator[sa.Engine]:
    made = make_engine(url)
    yield made
    made.dispose()


@pytest.fixture
async def store(engine: sa.Engine) -> Store:
    made = Store(engine)
    await made.migrate()
    return made
