"""Coverage-guided fuzzing of every part that reads what a stranger wrote, ten minutes each (FUWAKE_FUZZ_SECONDS)."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = int(os.environ.get("FUWAKE_FUZZ_SECONDS", "600"))
pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris has no build for this machine"),
]


@pytest.mark.parametrize("part", ["reading", "trace", "links", "claims"])
def test_nothing_is_found(part, tmp_path):
    """Only the documented errors, within five seconds for one input."""
    command = [sys.executable, "-m", "tests.soak.fuzz_target", part, str(SECONDS)]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=False
    )
    left = [path.name for path in tmp_path.iterdir()]

    assert (done.returncode, left) == (0, []), done.stderr[-4000:]
