"""For all tests: nothing is remembered in the folder of the user who runs them, and nothing is timed."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import settings

os.environ["JMAP_NO_CACHE"] = "1"

# How long an example takes says more of the machine than of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def compiled(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let the programs that tests start share what Python compiles, where it is told to leave nothing.

    Else each of them would compile all of the program anew, which takes longer than most runs.
    """
    if sys.dont_write_bytecode:
        base = tmp_path_factory.getbasetemp()
        shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
        os.environ["PYTHONPYCACHEPREFIX"] = str(shared / "compiled")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
