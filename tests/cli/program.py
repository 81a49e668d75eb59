"""Runs the program as a user does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run printed and how it ended."""

    code: int
    out: str
    err: str


def jmap(*arguments: str, folder: Path, given: bytes | None = None, **env: str) -> Ran:
    """Run `jmap` in a folder; output is read as UTF-8, bytes for bytes."""
    done = subprocess.run(
        [sys.executable, "-m", "jmap", *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        env={**os.environ, "NO_COLOR": "1", **env},
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
