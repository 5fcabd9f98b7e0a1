"""The mark of a test that depends on what the database does."""

import pytest

BOTH = pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
