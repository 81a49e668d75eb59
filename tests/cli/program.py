"""Runs the program as a user does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_SERVICES = ("GITHUB_", "GITLAB_", "CI_")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run printed and how it ended."""

    code: int
    out: str
    err: str


def jmap(*arguments: str, folder: Path, given: bytes | None = None, **env: str) -> Ran:
    """Run `jmap` in a folder, as on nobody's CI; output is read as UTF-8, bytes for bytes."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(_SERVICES)}
    done = subprocess.run(
        [sys.executable, "-m", "jmap", *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        env={**outside, "NO_COLOR": "1", **env},
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
