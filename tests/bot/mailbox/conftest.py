"""SQLite for what runs on a database but does not depend on which; a test marked BOTH (`databases.py`) runs on PostgreSQL as well."""

from pathlib import Path

import pytest


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if getattr(request, "param", "sqlite") == "postgresql":
        return request.getfixturevalue("cluster").database()
    return f"sqlite:///{tmp_path}/data/fuwake.db"
